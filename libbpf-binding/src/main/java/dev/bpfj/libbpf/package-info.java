/**
 * BPF objects, maps, programs and links, as libbpf has them.
 *
 * <p>A program with a generated skeleton meets {@link dev.bpfj.libbpf.skeleton.Skeleton} first; one
 * without opens a {@link dev.bpfj.libbpf.BpfObject}. Object files are read by {@code
 * dev.bpfj.object}. This package knows nothing of code generation or Maven.
 */
@NullMarked
package dev.bpfj.libbpf;

import org.jspecify.annotations.NullMarked;
