/**
 * Events of Java Flight Recorder about what a process does with BPF: {@link
 * dev.bpfj.jfr.BpfFlightRecorder} has them recorded. Knows the listeners of libbpf-binding alone.
 */
@NullMarked
package dev.bpfj.jfr;

import org.jspecify.annotations.NullMarked;
