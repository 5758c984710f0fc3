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
   */
  record Program(String name, String section, boolean autoload) {}

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
