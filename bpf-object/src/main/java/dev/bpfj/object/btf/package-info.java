/**
 * BTF, the type information of BPF objects, and {@code .BTF.ext}, which ties instructions to source
 * lines. Knows types, but not how sections, maps or programs use them.
 *
 * <p>Read {@link dev.bpfj.object.btf.BtfType} first, then {@link dev.bpfj.object.btf.Btf}; {@link
 * dev.bpfj.object.btf.CDeclaration} prints types as C, {@link dev.bpfj.object.btf.CHeader} whole
 * headers of them, {@link dev.bpfj.object.btf.BtfExt} has the lines. All classes are immutable to
 * their users and thread-safe.
 *
 * <p>Specification: the kernel's {@code Documentation/bpf/btf.rst} and {@code
 * include/uapi/linux/btf.h}.
 */
@NullMarked
package dev.bpfj.object.btf;

import org.jspecify.annotations.NullMarked;
