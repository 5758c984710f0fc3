/**
 * The way of a record from a ring to its handler: where a walk hands it over ({@link
 * dev.bpfj.libbpf.internal.ring.RecordSink}), and classes of which each kind of handler has a copy,
 * so that the JIT inlines it ({@link dev.bpfj.libbpf.internal.ring.ClassCopies}).
 */
@NullMarked
package dev.bpfj.libbpf.internal.ring;

import org.jspecify.annotations.NullMarked;
