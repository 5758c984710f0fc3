package dev.bpfj.maven.inspect;

import java.util.List;
import java.util.Optional;

/**
 * The contents of an object. Names and types are copied from the object and are untrusted.
 *
 * @param object its file's name
 * @param license the license that the kernel will be told, empty without one
 * @param btf whether it has type information
 * @param bigEndian its byte order
 * @param unresolved the symbols that other objects define, which it has to be linked with
 * @param programs its programs, in libbpf's order
 * @param maps all its maps, in libbpf's order: definitions, data sections, struct_ops
 * @param sections its global data
 */
record ObjectReport(
    String object,
    String license,
    boolean btf,
    boolean bigEndian,
    List<String> unresolved,
    List<Program> programs,
    List<Map> maps,
    List<Section> sections) {

  String endian() {
    return bigEndian ? "big" : "little";
  }

  /**
   * A program.
   *
   * @param name the C function's
   * @param section its section without a leading {@code ?}
   * @param autoload false if the section begins with one
   * @param instructions how many instructions it has, without those of its subprograms
   * @param uses the maps and variables that it refers to, its subprograms included
   * @param lines the source lines of its instructions, none without BTF
   */
  record Program(
      String name,
      String section,
      boolean autoload,
      long instructions,
      List<Use> uses,
      List<Line> lines) {}

  /**
   * A map or variable that a program refers to.
   *
   * @param map the map's name, or the variable's section
   * @param variable the variable's name, none for maps and static variables
   */
  record Use(String map, Optional<String> variable) {}

  /**
   * A source line.
   *
   * @param instruction the first instruction that was made of it, counted from the program's start
   * @param file the file, as the compiler was given it
   * @param line the line's number
   * @param text the line
   */
  record Line(long instruction, String file, int line, String text) {}

  /**
   * A map, in the numbers of its definition.
   *
   * @param name its name in C, or its section's
   * @param type as bpftool calls it, such as {@code hash}
   * @param keySize bytes of a key
   * @param valueSize bytes of a value
   * @param maxEntries how many entries
   * @param flags {@code BPF_F_*}
   * @param pinning {@code none} or {@code by_name}
   * @param key the type of keys in C, empty if it does not say
   * @param value the type of values in C, empty if it does not say
   */
  record Map(
      String name,
      String type,
      long keySize,
      long valueSize,
      long maxEntries,
      long flags,
      String pinning,
      String key,
      String value) {}

  /**
   * A section of global data.
   *
   * @param name the section's name
   * @param size its bytes
   * @param mmapable whether its map can be mapped into memory
   * @param variables those that other objects can see, by offset
   */
  record Section(String name, long size, boolean mmapable, List<Variable> variables) {}

  /**
   * A variable.
   *
   * @param name its name in C
   * @param javaName its methods' name in the skeleton, none if it has no method
   * @param type its type in C
   * @param offset bytes from the section's start
   * @param size its bytes
   * @param linkage {@code global}, {@code weak}, {@code extern} or {@code weak_extern}
   */
  record Variable(
      String name,
      Optional<String> javaName,
      String type,
      long offset,
      long size,
      String linkage) {}
}
