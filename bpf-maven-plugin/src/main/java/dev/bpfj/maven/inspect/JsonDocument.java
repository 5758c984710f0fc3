package dev.bpfj.maven.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A report as JSON. Its members are stable: they may be added, but are never renamed or removed.
 */
final class JsonDocument {
  private final JsonText json;

  private JsonDocument(JsonText json) {
    this.json = json;
  }

  static String of(ObjectReport report, List<Layout> layouts) {
    return JsonText.of(json -> new JsonDocument(json).write(report, layouts));
  }

  private void write(ObjectReport report, List<Layout> layouts) {
    json.text("object", report.object());
    json.text("license", report.license());
    json.truth("btf", report.btf());
    json.text("endian", report.endian());
    json.list("programs", report.programs(), this::write);
    json.list("maps", report.maps(), this::write);
    json.list("sections", report.sections(), this::write);
    json.strings("unresolved", report.unresolved());
    json.list("layouts", layouts, this::write);
  }

  private void write(ObjectReport.Program program) {
    json.text("name", program.name());
    json.text("section", program.section());
    json.truth("autoload", program.autoload());
    json.number("instructions", program.instructions());
    json.list("uses", program.uses(), this::write);
    json.list("lines", program.lines(), this::write);
  }

  private void write(ObjectReport.Use use) {
    json.text("map", use.map());
    json.text("variable", use.variable());
  }

  private void write(ObjectReport.Line line) {
    json.number("instruction", line.instruction());
    json.text("file", line.file());
    json.number("line", line.line());
    json.text("text", line.text());
  }

  private void write(ObjectReport.Map map) {
    json.text("name", map.name());
    json.text("type", map.type());
    json.number("keySize", map.keySize());
    json.number("valueSize", map.valueSize());
    json.number("maxEntries", map.maxEntries());
    json.number("flags", map.flags());
    json.text("pinning", map.pinning());
    json.text("keyType", said(map.key()));
    json.text("valueType", said(map.value()));
  }

  private void write(ObjectReport.Section section) {
    json.text("name", section.name());
    json.number("size", section.size());
    json.truth("mmapable", section.mmapable());
    json.list("variables", section.variables(), this::write);
  }

  private void write(ObjectReport.Variable variable) {
    json.text("name", variable.name());
    json.text("javaName", variable.javaName());
    json.text("type", variable.type());
    json.number("offset", variable.offset());
    json.number("size", variable.size());
    json.text("linkage", variable.linkage());
  }

  private static Optional<String> said(String type) {
    return type.isEmpty() ? Optional.empty() : Optional.of(type);
  }

  private void write(Layout layout) {
    json.text("of", layout.title());
    json.number("size", layout.bytes());
    json.truth("wanted", layout.wanted());
    json.list("rows", layout.rows(), this::write);
  }

  // In bits, since members can begin and end inside of a byte.
  private void write(Layout.Row row) {
    json.text("kind", row.kind().name().toLowerCase(Locale.ROOT));
    json.number("depth", row.depth());
    json.number("firstBit", row.firstBit());
    json.number("bits", row.bits());
    json.text("text", row.text());
  }
}
