package dev.bpfj.maven.inspect;

/** A report as JSON. Programs read it: members are added, never renamed or taken away. */
final class JsonDocument {
  private final JsonText json;

  private JsonDocument(JsonText json) {
    this.json = json;
  }

  static String of(ObjectReport report) {
    return JsonText.of(json -> new JsonDocument(json).write(report));
  }

  private void write(ObjectReport report) {
    json.text("object", report.object());
    json.text("license", report.license());
    json.truth("btf", report.btf());
    json.text("endian", report.endian());
    json.list("programs", report.programs(), this::write);
    json.list("maps", report.maps(), this::write);
    json.list("sections", report.sections(), this::write);
  }

  private void write(ObjectReport.Program program) {
    json.text("name", program.name());
    json.text("section", program.section());
    json.truth("autoload", program.autoload());
  }

  private void write(ObjectReport.Map map) {
    json.text("name", map.name());
    json.text("type", map.type());
    json.number("keySize", map.keySize());
    json.number("valueSize", map.valueSize());
    json.number("maxEntries", map.maxEntries());
    json.number("flags", map.flags());
    json.text("pinning", map.pinning());
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
}
