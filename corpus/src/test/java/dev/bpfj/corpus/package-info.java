/**
 * The BPF programs of the kernel's selftests, as a test of the generator.
 *
 * <p>{@code kernel} gets the kernel's sources and types, {@code compile} makes objects of them and
 * asks bpftool about each, {@code layout} asks C about every field, {@code header} about those of
 * whole kernels' types. What does not change is made once and kept in a cache. Must not know how
 * the generator works, only what it says.
 */
@NullMarked
package dev.bpfj.corpus;

import org.jspecify.annotations.NullMarked;
