/**
 * What a guest tells its host while it runs, and how that crosses a serial line.
 *
 * <p>{@link dev.bpfj.kernelvm.wire.GuestReports} is the conversation; {@link
 * dev.bpfj.kernelvm.wire.FrameWriter} speaks it in the guest, {@link
 * dev.bpfj.kernelvm.wire.FrameReader} hears it on the host. Both sides use this package, so it
 * needs java.base only and knows neither TestNG nor QEMU. A writer may be shared by threads, a
 * reader belongs to one.
 */
@NullMarked
package dev.bpfj.kernelvm.wire;

import org.jspecify.annotations.NullMarked;
