/**
 * Kernels to boot: named by file, by {@code .deb} or by the list, and what of them goes into a
 * guest.
 *
 * <p>{@link dev.bpfj.kernelvm.kernel.KernelResolver} makes a {@link
 * dev.bpfj.kernelvm.kernel.Kernel} of what the user wrote; {@link
 * dev.bpfj.kernelvm.kernel.KernelList} is the list; {@link dev.bpfj.kernelvm.kernel.KernelModules}
 * finds modules and what they depend on; {@link dev.bpfj.kernelvm.kernel.KernelImage} unpacks boot
 * images. Knows neither QEMU nor guest images.
 */
@NullMarked
package dev.bpfj.kernelvm.kernel;

import org.jspecify.annotations.NullMarked;
