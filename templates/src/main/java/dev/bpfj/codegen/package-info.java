/**
 * The skeleton generator, a pure function from a BPF object to Java sources.
 *
 * <p>{@link dev.bpfj.codegen.SkeletonGenerator} is the entry point; it plans ({@code plan}, {@code
 * naming}), which gives a model ({@code model}), and renders that ({@code render} and the
 * templates). The planner knows BTF and Java, the templates know neither. Independent of Maven and
 * libbpf.
 */
@NullMarked
package dev.bpfj.codegen;

import org.jspecify.annotations.NullMarked;
