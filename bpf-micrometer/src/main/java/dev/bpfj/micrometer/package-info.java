/**
 * Micrometer's binders of meters about BPF programs: {@link dev.bpfj.micrometer.GlobalMetrics} for
 * global variables, {@link dev.bpfj.micrometer.MapMetrics} for maps and their entries, {@link
 * dev.bpfj.micrometer.RingBufferMetrics} and {@link dev.bpfj.micrometer.PerfBufferMetrics} for
 * buffers, {@link dev.bpfj.micrometer.ProgramMetrics} for how often and how long programs run.
 *
 * <p>A registry that is scraped after a skeleton or buffer was closed is given the last values that
 * counters had, and no value of gauges; closing a binder removes its meters, so that those of a
 * skeleton that is opened anew can be bound in their place. Binders are thread-safe.
 */
@NullMarked
package dev.bpfj.micrometer;

import org.jspecify.annotations.NullMarked;
