/**
 * Programs and libraries that probes are put into, read to say why one cannot be put there: {@link
 * dev.bpfj.libbpf.internal.binary.ProbedFile} is such a file. Files may be hostile: parts of
 * bounded size are read, and whatever is wrong with them is an IOException.
 *
 * <p>Specification: System V ABI, chapters 4 and 5; the LSB's symbol versions; SystemTap's probe
 * notes.
 */
@NullMarked
package dev.bpfj.libbpf.internal.binary;

import org.jspecify.annotations.NullMarked;
