/**
 * The ELF64 container: section headers, symbols and string tables, either byte order. Independent
 * of BPF except for its machine number.
 *
 * <p>Read {@link dev.bpfj.object.elf.ElfFile} first. Specification: System V ABI, chapters 4 and 5.
 */
@NullMarked
package dev.bpfj.object.elf;

import org.jspecify.annotations.NullMarked;
