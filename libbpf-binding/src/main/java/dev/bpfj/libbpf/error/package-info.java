/**
 * What goes wrong, as exceptions. All are unchecked, and each message says what was tried on what,
 * why it failed and what helps.
 *
 * <p>{@link dev.bpfj.libbpf.error.BpfException} is a call into libbpf or the kernel that failed,
 * {@link dev.bpfj.libbpf.error.VerifierRejectedException} the verifier's rejection of a program.
 * Knows no other package.
 */
@NullMarked
package dev.bpfj.libbpf.error;

import org.jspecify.annotations.NullMarked;
