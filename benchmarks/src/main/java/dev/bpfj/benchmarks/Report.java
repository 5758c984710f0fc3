package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Spread;
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
    Files.writeString(Path.of(args[0]), page(Path.of(args[1]), args[2], table));
    Files.writeString(Path.of(args[1]), Plot.of(columns));
  }

  /**
   * A JDK's figures, one for each of {@link Target#ALL}.
   *
   * @param jdk its name
   * @param spreads the figures
   */
  record Column(String jdk, List<Spread> spreads) {
    static Column of(String jdk, Results results) {
      return new Column(jdk, Target.ALL.stream().map(target -> results.of(target.what())).toList());
    }
  }

  static String table(List<Column> columns) {
    StringBuilder table = new StringBuilder("| what | at most |");
    columns.forEach(column -> table.append(' ').append(column.jdk()).append(" | |"));
    table.append("\n|---|---|").append("---|---|".repeat(columns.size()));
    for (int row = 0; row < Target.ALL.size(); row++) {
      Target target = Target.ALL.get(row);
      table.append("\n| ").append(target.what()).append(" | ");
      table.append(target.limitText()).append(" |");
      for (Column column : columns) {
        Spread spread = column.spreads().get(row);
        table.append(' ').append(target.text(spread)).append(" | ");
        table.append(target.verdictText(spread)).append(" |");
      }
    }
    return table.append('\n').toString();
  }

  private static String page(Path plot, String machine, String table) {
    return """
        # Benchmarks

        The run-time cost of Java compared with C: JMH benchmarks and their C counterparts (libbpf, and a skeleton by
        bpftool). Java and C take turns of 100 ms, each in a process of its own, some hundred rounds; a figure is the median
        of the rounds' ratios or differences, in parentheses the 10th and the 90th percentile. "met" or "missed" stands only
        where that whole interval lies on one side of the limit. Rounds in which the hypervisor gave the processors to
        another machine, or a calibration loop before or after was 1.3 times slower than it can be, are left out.

        Ring and perf buffers are filled once and read repeatedly, so the reader is timed with the records in the cache.
        A record "by a view" is read through a struct's `reader`. `benchmarks/run` repeats all measurements and writes this
        page. Measured on: %s.

        ![Java's time, C's being 1](images/%s)

        %s
        Rows without a limit are experiments. They say what stands between a row and its limit:

        - **Lookups and updates.** The call from Java into C is one experiment. Each operation makes two atomic additions besides,
          the other one, which keep the map open until the call is over, whatever other threads close. A typed operation takes
          a pair of buffers as well (a compare-and-set), and copies the key and the value. "A new struct" lies in
          fresh memory, whose pages the kernel gives one by one: what that takes varies more than any other row.
        - **Writes of a global variable.** Where the variable lies is read before each write, since another thread may close the
          object between two of them. The JDK's own `ByteBuffer`, written to in the same mode (opaque: each write is made), is
          the experiment.
        - **First attach.** jffi's classes are loaded and its library is started in each new JVM. See
          [a faster start](skeletons.md#a-faster-start), and the design note on
          [the first attachment](design/0010-the-first-attachment.md).
        """
        .formatted(machine, plot.getFileName(), table);
  }
}
