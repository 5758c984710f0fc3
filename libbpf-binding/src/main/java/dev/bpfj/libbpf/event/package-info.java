/**
 * What happens in this process, for those who watch it, such as Flight Recorder: loads of objects,
 * attachments of programs, and lost records. {@link dev.bpfj.libbpf.event.BpfListener} is told;
 * nothing of this package is loaded where nobody listens. Thread-safe. Knows nothing of objects.
 */
@NullMarked
package dev.bpfj.libbpf.event;

import org.jspecify.annotations.NullMarked;
