package dev.bpfj.maven.inspect;

import dev.bpfj.object.PrintableText;
import java.util.List;

/** A report as text. */
final class TextDocument {
  private final StringBuilder out = new StringBuilder();

  private TextDocument() {}

  static String of(ObjectReport report, List<Layout> layouts) {
    TextDocument text = new TextDocument();
    text.head(report);
    text.programs(report.programs());
    text.maps(report.maps());
    text.sections(report, layouts);
    return text.out.toString();
  }

  private void head(ObjectReport report) {
    line(PrintableText.of(report.object()));
    entry("license", report.license().isEmpty() ? "none" : PrintableText.of(report.license()));
    entry("byte order", report.endian() + " endian");
    entry("types", report.btf() ? "BTF" : "none; compile with -g");
    if (!report.unresolved().isEmpty()) {
      entry("to be linked", Descriptions.unresolved(report));
    }
  }

  private void programs(List<ObjectReport.Program> programs) {
    title("programs", programs);
    for (ObjectReport.Program program : programs) {
      entry(program.name(), Descriptions.of(program) + ", " + Descriptions.size(program));
      for (ObjectReport.Use use : program.uses()) {
        line("      uses " + Descriptions.of(use));
      }
    }
  }

  private void maps(List<ObjectReport.Map> maps) {
    title("maps", maps);
    for (ObjectReport.Map map : maps) {
      entry(map.name(), Descriptions.of(map));
    }
  }

  // The first layouts are those of the sections; without types there is none.
  private void sections(ObjectReport report, List<Layout> layouts) {
    List<ObjectReport.Section> sections = report.sections();
    title("sections", sections);
    for (int i = 0; i < sections.size(); i++) {
      ObjectReport.Section section = sections.get(i);
      entry(section.name(), Descriptions.of(section));
      if (!layouts.isEmpty()) {
        rows(layouts.get(i));
      }
    }
    List<Layout> types = layouts.subList(Math.min(sections.size(), layouts.size()), layouts.size());
    title("types", types);
    for (Layout type : types) {
      entry(type.title(), Descriptions.bytes(type.bytes()));
      rows(type);
    }
  }

  private void rows(Layout layout) {
    if (!layout.rows().isEmpty()) {
      row("offset", "size", "");
    }
    for (Layout.Row row : layout.rows()) {
      String text = PrintableText.of(row.text());
      String shown = row.kind() == Layout.Kind.FIELD ? text : "/* " + text + " */";
      row(row.offset(), row.size(), "  ".repeat(row.depth() + 1) + shown);
    }
  }

  private void row(String offset, String size, String text) {
    line("    " + String.format("%8s", offset) + String.format("%9s", size) + text);
  }

  private void title(String title, List<?> content) {
    if (!content.isEmpty()) {
      line("");
      line(title);
    }
  }

  private void entry(String name, String text) {
    line("  " + PrintableText.of(name) + ": " + text);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
