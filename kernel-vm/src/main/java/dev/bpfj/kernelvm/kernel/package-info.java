/**
 * Kernels to boot, given as a file, as a {@code .deb} or by name, and the parts of them that go
 * into a guest.
 *
 * <p>{@link dev.bpfj.kernelvm.kernel.KernelResolver} makes a {@link
 * dev.bpfj.kernelvm.kernel.Kernel} of what the user wrote; {@link
 * dev.bpfj.kernelvm.kernel.KernelList} is the list; {@link dev.bpfj.kernelvm.kernel.KernelModules}
 * finds modules and what they depend on; {@link dev.bpfj.kernelvm.kernel.KernelImage} unpacks boot
 * images. Independent of QEMU and guest images.
 */
@NullMarked
package dev.bpfj.kernelvm.kernel;

import org.jspecify.annotations.NullMarked;
