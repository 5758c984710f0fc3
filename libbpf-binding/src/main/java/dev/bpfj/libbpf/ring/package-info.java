/**
 * Streams of records between BPF programs and Java, over memory that both map: {@link
 * dev.bpfj.libbpf.ring.RingBuffer}, {@link dev.bpfj.libbpf.ring.PerfBuffer}, and {@link
 * dev.bpfj.libbpf.ring.UserRingBuffer} for the way back.
 *
 * <p>Records are read in Java, without a call into libbpf or an allocation each; only waiting is a
 * system call. Knows maps by their descriptors and sizes alone, and nothing of generated code,
 * which meets it in {@link dev.bpfj.libbpf.ring.RecordHandler}. The layouts are those of {@code
 * kernel/bpf/ringbuf.c} and {@code perf_event_open(2)}.
 */
@NullMarked
package dev.bpfj.libbpf.ring;

import org.jspecify.annotations.NullMarked;
