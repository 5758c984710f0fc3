/**
 * Runs guests in QEMU and ends them, whatever they do.
 *
 * <p>{@link dev.bpfj.kernelvm.qemu.Accelerator} is found out once, {@link
 * dev.bpfj.kernelvm.qemu.GuestRunner} runs one guest and listens to it, {@link
 * dev.bpfj.kernelvm.qemu.Guests} ends all that still run when the JVM ends. Knows the guest as a
 * kernel, an image and two serial ports; not what is in the image.
 */
@NullMarked
package dev.bpfj.kernelvm.qemu;

import org.jspecify.annotations.NullMarked;
