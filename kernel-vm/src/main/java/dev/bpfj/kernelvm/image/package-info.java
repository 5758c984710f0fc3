/**
 * Builds the guest's only file system: a cpio archive (initramfs) that the kernel unpacks into
 * memory.
 *
 * <p>{@link dev.bpfj.kernelvm.image.GuestTree} is what it holds, {@link
 * dev.bpfj.kernelvm.image.CpioWriter} its format (the kernel's
 * Documentation/driver-api/early-userspace/buffer-format.rst). {@link
 * dev.bpfj.kernelvm.image.BaseImage} is the part that is the same for many runs and cached: shell,
 * Java run time, libraries; {@link dev.bpfj.kernelvm.image.GuestImage} adds a run's own.
 * Independent of QEMU.
 */
@NullMarked
package dev.bpfj.kernelvm.image;

import org.jspecify.annotations.NullMarked;
