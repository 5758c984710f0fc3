/**
 * Writes {@code vmlinux.h}: {@link dev.bpfj.maven.vmlinux.VmlinuxHeader} is the header, {@link
 * dev.bpfj.maven.vmlinux.HeaderOnDemand} generates it when a program includes it, and {@link
 * dev.bpfj.maven.vmlinux.KernelTypes} finds the kernel and reads its types. {@link
 * dev.bpfj.object.btf.CHeader} converts types to C; {@code kernel-vm} finds named kernels and
 * unpacks them. Independent of Maven and clang.
 */
@NullMarked
package dev.bpfj.maven.vmlinux;

import org.jspecify.annotations.NullMarked;
