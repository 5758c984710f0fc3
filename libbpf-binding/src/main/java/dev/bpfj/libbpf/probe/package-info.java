/**
 * What the running kernel can do, found by trying: {@link dev.bpfj.libbpf.probe.KernelProbe} asks,
 * {@link dev.bpfj.libbpf.probe.Support} is an answer. Answers are kept, since a kernel does not
 * change. {@link dev.bpfj.libbpf.probe.KernelObject} lists what it holds. Thread-safe. Knows
 * nothing of objects.
 */
@NullMarked
package dev.bpfj.libbpf.probe;

import org.jspecify.annotations.NullMarked;
