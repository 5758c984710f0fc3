/**
 * The skeleton generator: reads nothing, writes nothing, a function from a BPF object to Java
 * sources.
 *
 * <p>{@link dev.bpfj.codegen.SkeletonGenerator} is the whole of it; it plans ({@code plan}, {@code
 * naming}), which gives a model ({@code model}), and renders that ({@code render} and the
 * templates). The planner knows BTF and Java, the templates know neither. Nothing here knows Maven
 * or libbpf.
 */
@NullMarked
package dev.bpfj.codegen;

import org.jspecify.annotations.NullMarked;
