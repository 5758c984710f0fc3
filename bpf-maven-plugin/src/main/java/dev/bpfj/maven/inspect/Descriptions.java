package dev.bpfj.maven.inspect;

import dev.bpfj.maven.inspect.ObjectReport.Section;
import dev.bpfj.object.PrintableText;

/** Describes an object's parts in a line each, for documents that people read. */
final class Descriptions {
  private Descriptions() {}

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

  static String of(ObjectReport.Map map) {
    return PrintableText.of(map.type())
        + ", key "
        + bytes(map.keySize(), map.key())
        + ", value "
        + bytes(map.valueSize(), map.value())
        + ", "
        + map.maxEntries()
        + (map.maxEntries() == 1 ? " entry" : " entries")
        + (map.flags() == 0 ? "" : ", flags 0x" + Long.toHexString(map.flags()))
        + (map.pinning().equals("none") ? "" : ", pinned by its name");
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
