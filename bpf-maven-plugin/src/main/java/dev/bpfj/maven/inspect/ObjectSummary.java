package dev.bpfj.maven.inspect;

import dev.bpfj.object.PrintableText;
import java.util.ArrayList;
import java.util.List;

/**
 * What an object contains, in brief: what a list of objects shows of each. Its text is printable.
 *
 * @param name its file's path below the directory that was searched
 * @param document the path of its document, below the directory of documents
 * @param facts license, byte order and whether it has type information
 * @param tables a table of its programs and one of its maps; one without rows is left out
 */
public record ObjectSummary(String name, String document, String facts, List<Table> tables) {

  /**
   * A table of text.
   *
   * @param heads the columns' headings
   * @param rows as many cells each as there are headings
   */
  public record Table(List<String> heads, List<List<String>> rows) {}

  static ObjectSummary of(String name, String document, ObjectReport report) {
    List<Table> tables = new ArrayList<>();
    add(
        tables,
        List.of("program", "attached to", "section", "instructions"),
        report.programs().stream().map(ObjectSummary::cells).toList());
    add(
        tables,
        List.of("map", "type", "key", "value", "entries", "bytes"),
        report.maps().stream().map(ObjectSummary::cells).toList());
    return new ObjectSummary(
        PrintableText.of(name),
        document,
        PrintableText.of(Descriptions.facts(report)),
        List.copyOf(tables));
  }

  private static void add(List<Table> tables, List<String> heads, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      tables.add(new Table(heads, rows));
    }
  }

  private static List<String> cells(ObjectReport.Program program) {
    return List.of(
        PrintableText.of(program.name()),
        PrintableText.of(AttachPoint.of(program.section())),
        PrintableText.of(program.section()),
        String.valueOf(program.instructions()));
  }

  private static List<String> cells(ObjectReport.Map map) {
    return List.of(
        PrintableText.of(map.name()),
        PrintableText.of(map.type()),
        Descriptions.key(map),
        Descriptions.value(map),
        String.valueOf(map.maxEntries()),
        String.valueOf(Descriptions.bytes(map)));
  }
}
