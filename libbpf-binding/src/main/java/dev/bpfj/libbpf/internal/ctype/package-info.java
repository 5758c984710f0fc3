/**
 * What C's types hold: the ranges of integers, 128-bit integers and texts. Stated once for fields
 * of structs and sections, and for keys and values of maps. A leaf: knows no memory and no kernel.
 *
 * <p>What does not fit is refused by an exception that the caller makes of a sentence, since
 * accessors name themselves in it and codecs do not.
 */
@NullMarked
package dev.bpfj.libbpf.internal.ctype;

import org.jspecify.annotations.NullMarked;
