package dev.bpfj.object.elf;

/**
 * A relocation: a place that a linker or loader fills in.
 *
 * @param offset the place in its section, in bytes
 * @param symbol the index of the symbol whose address belongs there
 */
public record ElfRelocation(long offset, int symbol) {}
