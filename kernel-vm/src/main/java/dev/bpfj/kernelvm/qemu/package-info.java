/**
 * Runs guests in QEMU, and kills those that hang.
 *
 * <p>{@link dev.bpfj.kernelvm.qemu.Accelerator} is found out once, {@link
 * dev.bpfj.kernelvm.qemu.GuestRunner} runs one guest and listens to it, {@link
 * dev.bpfj.kernelvm.qemu.Guests} ends all that still run when the JVM ends. To this package a guest
 * is a kernel, an image and two serial ports; the contents of the image do not matter.
 */
@NullMarked
package dev.bpfj.kernelvm.qemu;

import org.jspecify.annotations.NullMarked;
