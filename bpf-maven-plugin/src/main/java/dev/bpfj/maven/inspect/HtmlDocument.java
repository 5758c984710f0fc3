package dev.bpfj.maven.inspect;

import dev.bpfj.object.PrintableText;
import java.util.List;

/**
 * A report as an HTML page that draws each layout: one box per part, as wide as the part is long.
 */
final class HtmlDocument {
  private static final String STYLE =
      """
      body { font: 15px/1.45 sans-serif; margin: 2em auto; max-width: 62em; padding: 0 1em }
      code, td { font-family: monospace }
      table { border-collapse: collapse; margin: .4em 0 1.6em }
      td, th { padding: .1em .9em .1em 0; text-align: left; vertical-align: top }
      .n { text-align: right }
      .gap { color: #a33 }
      svg { display: block; margin-top: .5em; width: 100%; height: 26px }
      rect { stroke: #fff; stroke-width: .15; fill: #4a7ebb }
      rect:nth-of-type(even) { fill: #7aa5d8 }
      rect.gap { fill: #e3b5b5 }
      """;

  private final StringBuilder out = new StringBuilder();

  private HtmlDocument() {}

  static String of(ObjectReport report, List<Layout> layouts) {
    HtmlDocument page = new HtmlDocument();
    String title = escaped(report.object());
    page.out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.line("<title>" + title + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>");
    page.line("<h1>" + title + "</h1>");
    page.head(report);
    page.programs(report.programs());
    page.maps(report.maps());
    page.sections(report, layouts);
    page.line("</body>\n</html>");
    return page.out.toString();
  }

  private void head(ObjectReport report) {
    String license = report.license().isEmpty() ? "no license" : "license " + report.license();
    String types = report.btf() ? "BTF" : "no BTF: compile with -g";
    line("<p>" + escaped(license + ", " + report.endian() + " endian, " + types) + "</p>");
    if (!report.unresolved().isEmpty()) {
      line("<p>To be linked: " + escaped(Descriptions.unresolved(report)) + "</p>");
    }
  }

  private void programs(List<ObjectReport.Program> programs) {
    title("Programs", programs);
    open(programs);
    programs.forEach(program -> row(program.name(), Descriptions.of(program)));
    close(programs);
  }

  private void maps(List<ObjectReport.Map> maps) {
    title("Maps", maps);
    open(maps);
    maps.forEach(map -> row(map.name(), Descriptions.of(map)));
    close(maps);
  }

  private void sections(ObjectReport report, List<Layout> layouts) {
    List<ObjectReport.Section> sections = report.sections();
    title("Sections", sections);
    for (int i = 0; i < sections.size(); i++) {
      ObjectReport.Section section = sections.get(i);
      line("<h3><code>" + escaped(section.name()) + "</code></h3>");
      line("<p>" + escaped(Descriptions.of(section)) + "</p>");
      if (!layouts.isEmpty()) {
        layout(layouts.get(i));
      }
    }
    List<Layout> types = layouts.subList(Math.min(sections.size(), layouts.size()), layouts.size());
    title("Types", types);
    for (Layout type : types) {
      line("<h3><code>" + escaped(type.title()) + "</code></h3>");
      line("<p>" + Descriptions.bytes(type.bytes()) + "</p>");
      layout(type);
    }
  }

  private void layout(Layout layout) {
    if (layout.rows().isEmpty()) {
      return;
    }
    drawing(layout);
    line("<table>\n<tr><th class=\"n\">offset</th><th class=\"n\">size</th><th></th></tr>");
    for (Layout.Row row : layout.rows()) {
      line(
          (row.kind() == Layout.Kind.FIELD ? "<tr>" : "<tr class=\"gap\">")
              + ("<td class=\"n\">" + row.offset() + "</td>")
              + ("<td class=\"n\">" + row.size() + "</td><td>")
              + "&emsp;".repeat(row.depth())
              + escaped(row.text())
              + "</td></tr>");
    }
    line("</table>");
  }

  // Bits are the drawing's units; what lies in an anonymous struct is in its box.
  private void drawing(Layout layout) {
    long bits = Math.max(1, layout.bytes() * 8);
    line("<svg viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" role=\"img\">");
    for (Layout.Row row : layout.rows()) {
      if (row.depth() == 0 && row.bits() > 0) {
        String gap = row.kind() == Layout.Kind.FIELD ? "" : " class=\"gap\"";
        line(
            ("<rect" + gap + " x=\"" + percent(row.firstBit(), bits))
                + ("\" y=\"0\" width=\"" + percent(row.bits(), bits))
                + ("\" height=\"4\"><title>" + escaped(row.text()) + "</title></rect>"));
      }
    }
    line("</svg>");
  }

  // Thousandths without a locale's comma.
  private static String percent(long part, long whole) {
    long thousandths = Math.round(100_000.0 * part / whole);
    return thousandths / 1000 + "." + String.format("%03d", thousandths % 1000);
  }

  private void title(String title, List<?> content) {
    if (!content.isEmpty()) {
      line("<h2>" + title + "</h2>");
    }
  }

  private void open(List<?> content) {
    if (!content.isEmpty()) {
      line("<table>");
    }
  }

  private void row(String name, String words) {
    line("<tr><td>" + escaped(name) + "</td><td>" + escaped(words) + "</td></tr>");
  }

  private void close(List<?> content) {
    if (!content.isEmpty()) {
      line("</table>");
    }
  }

  private static String escaped(String text) {
    return PrintableText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
