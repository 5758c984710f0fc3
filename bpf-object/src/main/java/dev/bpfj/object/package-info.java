/**
 * Reads compiled BPF objects: what {@code clang -target bpf} or {@code bpftool gen object} wrote,
 * as libbpf would read it, without libbpf, a kernel or Linux.
 *
 * <p>Start at {@link dev.bpfj.object.BpfObjectFile}; then {@link dev.bpfj.object.DataSection},
 * {@link dev.bpfj.object.ObjectMap}, {@link dev.bpfj.object.ObjectProgram}, {@link
 * dev.bpfj.object.StructOpsMap} and {@link dev.bpfj.object.KernelSymbol}. The layers below are
 * {@code elf} (the container) and {@code btf} (the types).
 *
 * <p>This package is independent of Java source generation and needs java.base only. All classes
 * are immutable and thread-safe. An object is untrusted: reading it returns a value or throws a
 * {@link dev.bpfj.object.MalformedObjectException}, in time and memory bounded by the file's size.
 */
@NullMarked
package dev.bpfj.object;

import org.jspecify.annotations.NullMarked;
