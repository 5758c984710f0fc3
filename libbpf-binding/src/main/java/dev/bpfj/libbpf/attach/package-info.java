/**
 * What a program is attached to, for programs whose section does not say it: one record for each of
 * libbpf's {@code bpf_program__attach_*} functions, with all that its options structure holds.
 * Immutable data; {@link dev.bpfj.libbpf.BpfProgram} has the methods that take it. Knows nothing of
 * libbpf's structures and versions.
 */
@NullMarked
package dev.bpfj.libbpf.attach;

import org.jspecify.annotations.NullMarked;
