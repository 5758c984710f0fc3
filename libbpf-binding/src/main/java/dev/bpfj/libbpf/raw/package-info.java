/**
 * The lowest floor: one interface a C header, its functions with C's names, order and widths, and
 * no logic at all.
 *
 * <p>Pointers are {@code long} addresses. A function that the loaded library lacks is reported when
 * it is called, as an {@link java.lang.UnsatisfiedLinkError} with its name; {@link
 * dev.bpfj.libbpf.call.Symbols} knows which those are.
 */
@NullMarked
package dev.bpfj.libbpf.raw;

import org.jspecify.annotations.NullMarked;
