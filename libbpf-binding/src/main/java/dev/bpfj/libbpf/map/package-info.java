/**
 * Maps that are in the kernel, with keys and values as Java has them.
 *
 * <p>{@link dev.bpfj.libbpf.map.TypedMap} is a {@link dev.bpfj.libbpf.BpfMap} with types, which
 * {@link dev.bpfj.libbpf.map.MapCodec codecs} turn into bytes and back; {@link
 * dev.bpfj.libbpf.map.MapCursor} is the form that allocates nothing. All calls go through {@link
 * dev.bpfj.libbpf.map.KernelMap}, which knows how much the kernel reads and writes and holds the
 * descriptor open meanwhile. Knows neither objects' insides nor generated code. Maps are for any
 * number of threads, a cursor for one.
 */
@NullMarked
package dev.bpfj.libbpf.map;

import org.jspecify.annotations.NullMarked;
