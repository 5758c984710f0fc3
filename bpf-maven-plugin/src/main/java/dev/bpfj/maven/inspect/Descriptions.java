package dev.bpfj.maven.inspect;

import dev.bpfj.maven.inspect.ObjectReport.Section;
import dev.bpfj.object.PrintableText;

/** Describes an object's parts in a line each, for documents that people read. */
final class Descriptions {
  private Descriptions() {}

  /** License, byte order and types. */
  static String facts(ObjectReport report) {
    String license = report.license().isEmpty() ? "no license" : "license " + report.license();
    String types = report.btf() ? "BTF" : "no BTF: compile with -g";
    return license + ", " + report.endian() + " endian, " + types;
  }

  static String unresolved(ObjectReport report) {
    return PrintableText.of(String.join(", ", report.unresolved()))
        + " (bpftool gen object links it with what defines them)";
  }

  static String of(ObjectReport.Program program) {
    return "SEC(\""
        + PrintableText.of(program.section())
        + "\")"
        + (program.autoload() ? "" : ", not loaded unless asked for");
  }

  static String size(ObjectReport.Program program) {
    return program.instructions()
        + (program.instructions() == 1 ? " instruction" : " instructions");
  }

  static String of(ObjectReport.Use use) {
    // A static variable is in no list of variables.
    boolean section = use.map().startsWith(".");
    String none = section ? " (a static variable)" : "";
    return PrintableText.of(use.map() + use.variable().map(name -> " " + name).orElse(none));
  }

  static String of(ObjectReport.Map map) {
    return PrintableText.of(map.type())
        + ", key "
        + key(map)
        + ", value "
        + value(map)
        + ", "
        + entries(map)
        + flags(map);
  }

  /** Its type and size in a few words. */
  static String size(ObjectReport.Map map) {
    String type = PrintableText.of(map.type()) + ", ";
    if (isRing(map)) {
      return type + bytes(map.maxEntries());
    }
    return type + entries(map) + (bytes(map) == 0 ? "" : ", " + bytes(bytes(map)));
  }

  static String typeAndFlags(ObjectReport.Map map) {
    return PrintableText.of(map.type()) + flags(map);
  }

  static String key(ObjectReport.Map map) {
    return bytes(map.keySize(), map.key());
  }

  static String value(ObjectReport.Map map) {
    return bytes(map.valueSize(), map.value());
  }

  /** The bytes of all keys and values; the entries of ring buffers are bytes. */
  static long bytes(ObjectReport.Map map) {
    if (isRing(map)) {
      return map.maxEntries();
    }
    boolean indexed = map.type().contains("array");
    long entry = (indexed ? 0 : map.keySize()) + map.valueSize();
    boolean tooMany = entry > 0 && map.maxEntries() > Long.MAX_VALUE / entry;
    return tooMany ? Long.MAX_VALUE : map.maxEntries() * entry;
  }

  private static boolean isRing(ObjectReport.Map map) {
    return map.type().endsWith("ringbuf");
  }

  private static String entries(ObjectReport.Map map) {
    return map.maxEntries() + (map.maxEntries() == 1 ? " entry" : " entries");
  }

  private static String flags(ObjectReport.Map map) {
    return (map.flags() == 0 ? "" : ", flags 0x" + Long.toHexString(map.flags()))
        + (map.pinning().equals("none") ? "" : ", pinned by its name");
  }

  /** How much of a struct is holes, if any is. */
  static String holes(Layout layout) {
    long bits =
        layout.rows().stream()
            .filter(row -> row.kind() != Layout.Kind.FIELD && row.depth() == 0)
            .mapToLong(Layout.Row::bits)
            .sum();
    return bits == 0
        ? ""
        : ", of which " + (bits % 8 == 0 ? bytes(bits / 8) : bits + " bits") + " are holes";
  }

  private static String bytes(long size, String type) {
    return bytes(size) + (type.isEmpty() ? "" : " (" + PrintableText.of(brief(type)) + ")");
  }

  // An anonymous struct is spelled out; its members are shown with the layouts.
  private static String brief(String type) {
    int lines = type.indexOf('\n');
    return lines < 0 ? type : type.substring(0, lines) + "...}";
  }

  static String of(Section section) {
    return bytes(section.size())
        + (section.mmapable() ? ", can be mapped into memory" : ", cannot be mapped into memory");
  }

  static String bytes(long count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }
}
