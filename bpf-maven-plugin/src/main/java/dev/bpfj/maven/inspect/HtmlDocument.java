package dev.bpfj.maven.inspect;

import static dev.bpfj.maven.inspect.HtmlText.escaped;
import static dev.bpfj.maven.inspect.HtmlText.percent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A report as one HTML page that needs no other file: a drawing of which program uses what,
 * programs with their source lines, maps, and each section and type to scale.
 */
final class HtmlDocument {
  private static final long WIDEST_BAR = 6; // rem
  private static final int MOST_LINES = 20_000;

  private final ObjectReport report;
  private final List<Layout> layouts;
  private final StringBuilder out = new StringBuilder();
  private int linesLeft = MOST_LINES;

  private HtmlDocument(ObjectReport report, List<Layout> layouts) {
    this.report = report;
    this.layouts = layouts;
  }

  static String of(ObjectReport report, List<Layout> layouts) {
    HtmlDocument page = new HtmlDocument(report, layouts);
    page.write();
    return page.out.toString();
  }

  private void write() {
    String title = escaped(report.object());
    line("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>" + title + "</title>\n<style>\n" + resource("page.css") + "</style>\n</head>");
    line("<body>\n<header><h1>" + title + "</h1>");
    line("<button type=\"button\" id=\"theme\">Dark or light</button></header>\n<main>");
    head();
    if (!report.programs().isEmpty()) {
      line("<h2>Programs and what they use</h2>");
      line(UseGraph.of(report).strip());
      programs();
    }
    if (!report.maps().isEmpty()) {
      maps();
    }
    sections();
    types();
    line("</main>\n<script>\n" + resource("page.js") + "</script>\n</body>\n</html>");
  }

  private static String resource(String name) {
    try (InputStream in = HtmlDocument.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void head() {
    line("<p>" + escaped(Descriptions.facts(report)) + "</p>");
    if (!report.unresolved().isEmpty()) {
      line("<p>To be linked: " + escaped(Descriptions.unresolved(report)) + "</p>");
    }
    line("<ul class=\"facts\">");
    fact(report.programs().size(), "program", "programs");
    fact(
        report.programs().stream().mapToLong(ObjectReport.Program::instructions).sum(),
        "instruction",
        "instructions");
    fact(report.maps().size(), "map", "maps");
    fact(
        report.sections().stream().mapToLong(section -> section.variables().size()).sum(),
        "global variable",
        "global variables");
    line("</ul>");
  }

  private void fact(long count, String one, String many) {
    line("<li><b>" + count + "</b> " + (count == 1 ? one : many) + "</li>");
  }

  private void programs() {
    long most = most(report.programs(), ObjectReport.Program::instructions);
    int index = 0;
    for (ObjectReport.Program program : report.programs()) {
      line("<article class=\"target\" id=\"program-" + index++ + "\">");
      line("<h3><code>" + escaped(program.name()) + "</code><span class=\"size\">");
      line(Descriptions.size(program) + bar(program.instructions(), most, "") + "</span></h3>");
      line("<p>" + escaped(AttachPoint.of(program.section())));
      line("<code class=\"soft\">" + escaped(Descriptions.of(program)) + "</code></p>");
      uses(program);
      lines(program);
      line("</article>");
    }
  }

  private void uses(ObjectReport.Program program) {
    if (!program.uses().isEmpty()) {
      line(
          program.uses().stream()
              .map(use -> "<code>" + escaped(Descriptions.of(use)) + "</code>")
              .collect(Collectors.joining(", ", "<p><span class=\"soft\">uses</span> ", "</p>")));
    }
  }

  /** The lines of C that instructions were made of, in the order of the instructions. */
  private void lines(ObjectReport.Program program) {
    if (program.lines().isEmpty() || linesLeft <= 0) {
      return;
    }
    line("<details><summary>C, line by line</summary>");
    open("instruction", "line", "C");
    String last = "";
    for (ObjectReport.Line line : program.lines()) {
      String file = line.file().substring(line.file().lastIndexOf('/') + 1);
      String place = escaped(file) + ":" + line.line();
      if (!place.equals(last) && linesLeft-- > 0) {
        line(
            ("<tr><td class=\"n\">" + line.instruction() + "</td>")
                + ("<td class=\"mono\">" + place + "</td>")
                + ("<td class=\"code\">" + escaped(line.text().replace("\t", "    ")))
                + "</td></tr>");
      }
      last = place;
    }
    close();
    line("</details>");
  }

  private void maps() {
    line("<h2>Maps</h2>");
    open("map", "type", "key", "value", "entries", "bytes");
    long most = most(report.maps(), Descriptions::bytes);
    int index = 0;
    for (ObjectReport.Map map : report.maps()) {
      line(
          ("<tr class=\"target\" id=\"map-" + index++ + "\">")
              + ("<td><code>" + escaped(map.name()) + "</code></td>")
              + ("<td>" + escaped(Descriptions.typeAndFlags(map)) + "</td>")
              + ("<td>" + escaped(Descriptions.key(map)) + "</td>")
              + ("<td>" + escaped(Descriptions.value(map)) + "</td>")
              + ("<td class=\"n\">" + map.maxEntries() + "</td>")
              + number(Descriptions.bytes(map), most, " map")
              + "</tr>");
    }
    close();
    line(
        "<p class=\"soft\">Bytes: keys and values of all entries; per-CPU maps have that for each");
    line("CPU, and the kernel needs some more for most types.</p>");
  }

  private void sections() {
    List<ObjectReport.Section> sections = report.sections();
    if (!sections.isEmpty()) {
      line("<h2>Sections</h2>");
    }
    for (int i = 0; i < sections.size(); i++) {
      ObjectReport.Section section = sections.get(i);
      line("<h3><code>" + escaped(section.name()) + "</code></h3>");
      line("<p>" + escaped(Descriptions.of(section)) + "</p>");
      if (!layouts.isEmpty()) {
        layout(layouts.get(i));
      }
    }
  }

  private void types() {
    int sections = Math.min(report.sections().size(), layouts.size());
    List<Layout> types = layouts.subList(sections, layouts.size());
    if (!types.isEmpty()) {
      line("<h2>Types</h2>");
    }
    for (Layout type : types) {
      String wanted = type.wanted() ? "<span class=\"badge\">wanted</span>" : "";
      line("<h3><code>" + escaped(type.title()) + "</code>" + wanted + "</h3>");
      line("<p>" + Descriptions.bytes(type.bytes()) + Descriptions.holes(type) + "</p>");
      layout(type);
    }
  }

  private void layout(Layout layout) {
    if (layout.rows().isEmpty()) {
      return;
    }
    out.append(LayoutDrawing.of(layout));
    line("<details><summary>Offsets and sizes</summary>");
    open("offset", "size", "declaration");
    for (Layout.Row row : layout.rows()) {
      line(
          (row.kind() == Layout.Kind.FIELD ? "<tr>" : "<tr class=\"gap\">")
              + ("<td class=\"n\">" + row.offset() + "</td>")
              + ("<td class=\"n\">" + row.size() + "</td><td class=\"mono\">")
              + "&emsp;".repeat(row.depth())
              + escaped(row.text())
              + "</td></tr>");
    }
    close();
    line("</details>");
  }

  private static <T> long most(List<T> all, ToLongFunction<T> size) {
    return Math.max(1, all.stream().mapToLong(size).max().orElse(1));
  }

  private static String number(long value, long most, String kind) {
    return "<td class=\"n\">" + value + bar(value, most, kind) + "</td>";
  }

  // Percent of a thousand times the widest bar are its width in rem.
  private static String bar(long value, long most, String kind) {
    String width = percent(Math.round((double) value / most * WIDEST_BAR * 1000), 100_000);
    return "<span class=\"bar" + kind + "\" style=\"width:" + width + "rem\"></span>";
  }

  private void open(String... heads) {
    out.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
    for (String head : heads) {
      boolean number = List.of("instruction", "entries", "bytes", "offset", "size").contains(head);
      out.append(number ? "<th class=\"n\">" : "<th>").append(head).append("</th>");
    }
    line("</tr></thead><tbody>");
  }

  private void close() {
    line("</tbody></table></div>");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
