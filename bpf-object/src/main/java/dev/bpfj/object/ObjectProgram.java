package dev.bpfj.object;

/**
 * A program of an object.
 *
 * @param name the C function's name, which is the program's name for libbpf
 * @param section its section without the leading {@code ?}, which says how it is attached
 * @param autoload false if the section was written {@code SEC("?...")}: not loaded unless asked for
 * @param instructions its length in 8-byte instructions
 * @param offset its first instruction's place in the section, in bytes
 */
public record ObjectProgram(
    String name, String section, boolean autoload, long instructions, long offset) {

  /**
   * Its section as the file names it.
   *
   * @return with the leading {@code ?}, if it has one
   */
  public String elfSection() {
    return autoload ? section : "?" + section;
  }
}
