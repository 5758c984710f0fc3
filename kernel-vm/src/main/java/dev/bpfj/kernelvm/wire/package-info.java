/**
 * The protocol in which a guest reports to its host over a serial line.
 *
 * <p>{@link dev.bpfj.kernelvm.wire.GuestReports} has the messages; {@link
 * dev.bpfj.kernelvm.wire.FrameWriter} sends them in the guest, {@link
 * dev.bpfj.kernelvm.wire.FrameReader} receives them on the host. Both sides use this package, so it
 * needs java.base only and is independent of TestNG and QEMU. Writers are thread-safe, readers are
 * not.
 */
@NullMarked
package dev.bpfj.kernelvm.wire;

import org.jspecify.annotations.NullMarked;
