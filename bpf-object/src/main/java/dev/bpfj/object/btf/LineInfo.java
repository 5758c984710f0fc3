package dev.bpfj.object.btf;

/**
 * The source line of an instruction and those after it, up to the next such record.
 *
 * @param section the instruction's section, as the file names it
 * @param offset the instruction's place in the section, in bytes
 * @param file the source file, as the compiler was given it
 * @param text the source line's text, empty if the compiler left it out
 * @param line the line's number, from 1
 * @param column the column's number, from 1; 0 if it is not known
 */
public record LineInfo(
    String section, long offset, String file, String text, int line, int column) {}
