package dev.bpfj.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the results with the targets: a table for people, a page and a plot for the site. */
public final class Report {
  private Report() {}

  /**
   * Writes the report.
   *
   * @param args the page, the plot, a line about the machine, then pairs of a JDK's name and the
   *     file of its results
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int i = 3; i < args.length; i += 2) {
      columns.add(Column.of(args[i], Results.read(Path.of(args[i + 1]))));
    }
    String table = table(columns);
    System.out.println(table);
    missed(columns).forEach(System.out::println);
    Files.writeString(Path.of(args[0]), page(Path.of(args[1]), args[2], table));
    Files.writeString(Path.of(args[1]), Plot.of(columns));
  }

  /**
   * A JDK's figures, one for each of {@link Target#ALL}.
   *
   * @param jdk its name
   * @param figures the medians
   */
  record Column(String jdk, List<Double> figures) {
    static Column of(String jdk, Results results) {
      return new Column(jdk, Target.ALL.stream().map(target -> target.measured(results)).toList());
    }
  }

  static String table(List<Column> columns) {
    StringBuilder table = new StringBuilder("| what | at most |");
    columns.forEach(column -> table.append(' ').append(column.jdk()).append(" |"));
    table.append("\n|---|---|").append("---|".repeat(columns.size()));
    for (int row = 0; row < Target.ALL.size(); row++) {
      Target target = Target.ALL.get(row);
      table.append("\n| ").append(target.what()).append(" | ");
      table.append(target.text(target.limit())).append(' ').append(target.kind().unit);
      table.append(" |");
      for (Column column : columns) {
        double figure = column.figures().get(row);
        table.append(' ').append(target.text(figure));
        table.append(target.isReached(figure) ? " |" : " (missed) |");
      }
    }
    return table.append('\n').toString();
  }

  static List<String> missed(List<Column> columns) {
    List<String> missed = new ArrayList<>();
    for (Column column : columns) {
      for (int row = 0; row < Target.ALL.size(); row++) {
        Target target = Target.ALL.get(row);
        double figure = column.figures().get(row);
        if (!target.isReached(figure)) {
          missed.add(
              "missed on %s: %s: %s %s, at most %s"
                  .formatted(
                      column.jdk(),
                      target.what(),
                      target.text(figure),
                      target.kind().unit,
                      target.text(target.limit())));
        }
      }
    }
    return missed;
  }

  private static String page(Path plot, String machine, String table) {
    return """
        # Benchmarks

        The run-time cost of Java compared with C: JMH benchmarks and their C counterparts (libbpf, and a skeleton by
        bpftool), run in turns. In each round, the best iterations of both are compared as a ratio or a difference; each
        figure is the median over all rounds. Ring and perf buffers are filled once and read repeatedly, so the reader is
        timed with the records in the cache. A record "by a view" is read through a struct's `reader`.
        `benchmarks/run` repeats all measurements and writes this page. Measured on: %s.

        ![Java's time, C's being 1](images/%s)

        %s"""
        .formatted(machine, plot.getFileName(), table);
  }
}
