/**
 * The lowest floor: one interface a C header, its functions with C's names, order and widths, and
 * no logic at all.
 *
 * <p>Pointers are {@code long} addresses: jnr-ffi starts up faster with them than with its {@code
 * Pointer}, and they cost nothing to pass. An interface named {@code ...6} holds the functions of
 * that header that take six arguments: jnr-ffi's x86-64 stubs hand over garbage as the sixth
 * primitive one, so those are marked {@code @NoX86}. A function that the loaded library lacks is
 * reported when it is called, as an {@link java.lang.UnsatisfiedLinkError} without a name; {@link
 * dev.bpfj.libbpf.call.Symbols} knows which those are.
 */
@NullMarked
package dev.bpfj.libbpf.raw;

import org.jspecify.annotations.NullMarked;
