package dev.bpfj.libbpf.map;

import java.util.Set;

/**
 * Changes of an object's map that libbpf takes without a word, and that are a crash at load or
 * close. All versions of it do, up to 1.7.
 */
final class UnsafeChanges {
  // libbpf makes more of these at open than a definition, and looks for it at load by the type:
  // the functions of struct_ops, the programs to put in, where an arena is mapped.
  private static final Set<MapType> TIED =
      Set.of(MapType.STRUCT_OPS, MapType.PROG_ARRAY, MapType.ARENA);

  private UnsafeChanges() {}

  static void requireType(String subject, boolean section, MapType from, MapType to) {
    if (from.equals(to)) {
      return;
    }
    if (section) {
      throw refusal(subject, "is a data section's, whose type is array", "type", to);
    }
    if (TIED.contains(from) || TIED.contains(to)) {
      throw refusal(subject, "cannot become another type", "type", to + ", is=" + from);
    }
  }

  /** libbpf unmaps as much as max_entries says, whatever it has mapped. */
  static void requireMaxEntries(String subject, boolean section, long maxEntries) {
    if (section && maxEntries != 1) {
      throw refusal(
          subject, "is a data section's, which is one entry", "maxEntries", maxEntries + "");
    }
  }

  /** libbpf maps an arena at this address, over what is there. */
  static void requireExtra(String subject, MapType type) {
    if (type.equals(MapType.ARENA)) {
      throw refusal(subject, "is mapped where its definition says", "type", type);
    }
  }

  /** libbpf takes over the other's sizes, but keeps the memory that it has for a section. */
  static void requireReusable(
      String subject, boolean section, MapType type, int valueSize, MapInfo other) {
    if (type.equals(MapType.ARENA) || other.type().equals(MapType.ARENA)) {
      throw refusal(subject, "an arena cannot be reused", "type", other.type());
    }
    requireType(subject, section, type, other.type());
    if (section && other.valueSize() != valueSize) {
      throw refusal(
          subject,
          "a data section can reuse a map of its own size only",
          "valueSize",
          Integer.toUnsignedString(other.valueSize())
              + ", expected="
              + Integer.toUnsignedString(valueSize));
    }
    requireMaxEntries(subject, section, other.maxEntries());
  }

  private static IllegalArgumentException refusal(
      String subject, String why, String name, Object value) {
    return new IllegalArgumentException(subject + ": " + why + ": " + name + "=" + value);
  }
}
