/**
 * BTF, the type information of BPF objects, and {@code .BTF.ext}, which ties instructions to source
 * lines. Knows types; not what sections, maps or programs make of them.
 *
 * <p>Read {@link dev.bpfj.object.btf.BtfType} first, then {@link dev.bpfj.object.btf.Btf}; {@link
 * dev.bpfj.object.btf.CDeclaration} prints types as C, {@link dev.bpfj.object.btf.CHeader} whole
 * headers of them, {@link dev.bpfj.object.btf.BtfExt} has the lines. Everything is immutable to its
 * users and safe to share between threads.
 *
 * <p>Specification: the kernel's {@code Documentation/bpf/btf.rst} and {@code
 * include/uapi/linux/btf.h}.
 */
@NullMarked
package dev.bpfj.object.btf;

import org.jspecify.annotations.NullMarked;
