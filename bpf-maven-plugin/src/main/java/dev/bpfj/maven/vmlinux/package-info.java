/**
 * Writes {@code vmlinux.h}: {@link dev.bpfj.maven.vmlinux.VmlinuxHeader} is the header, {@link
 * dev.bpfj.maven.vmlinux.HeaderOnDemand} makes it when a program wants it, and {@link
 * dev.bpfj.maven.vmlinux.KernelTypes} finds the kernel and reads its types. How types become C is
 * {@link dev.bpfj.object.btf.CHeader}'s; where named kernels come from, and how they are packed,
 * {@code kernel-vm}'s. Nothing here knows Maven or clang.
 */
@NullMarked
package dev.bpfj.maven.vmlinux;

import org.jspecify.annotations.NullMarked;
