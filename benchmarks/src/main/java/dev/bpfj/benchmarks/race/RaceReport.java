package dev.bpfj.benchmarks.race;

import dev.bpfj.benchmarks.Results;
import dev.bpfj.benchmarks.turns.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes the site's page of the race. */
public final class RaceReport {
  private static final double LEAST_RATE = 0.95;
  private static final double HIGHEST_COST = 1.05;

  private RaceReport() {}

  /**
   * Writes the page.
   *
   * @param args the page, a line about the machine, then pairs of a JDK's name and the file of its
   *     results
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    StringBuilder page = new StringBuilder(head(args[1]));
    for (int i = 2; i < args.length; i += 2) {
      Results results = Results.read(Path.of(args[i + 1]));
      page.append("\n## ").append(args[i]).append("\n\n").append(table(results));
    }
    Files.writeString(Path.of(args[0]), page);
  }

  private static String head(String machine) {
    return """
        # Reading while a program writes

        A program in the kernel fills a buffer of 512 KiB as fast as it can, in a thread of its own, while Java or libbpf reads
        it: what the kernel's `bench_ringbufs` measures. Java and C read the same buffer in turns of 100 ms in one process.
        "Records" is how many a second reach the reader, in millions; "lost" is the part that found no room; "submit" is
        what a record costs the program, the reader's wake-up included, in nanoseconds. Ratios are medians of the rounds, with
        their 10th and 90th percentile; at least %.2f of C's records and at most %.2f of its cost are the targets. Rounds in
        which other processes or machines had the processors are left out. Where there are more threads than processors, the
        row says contention. `benchmarks/race` repeats the measurements and writes this page. Measured on: %s.
        """
        .formatted(LEAST_RATE, HIGHEST_COST, machine);
  }

  static String table(Results results) {
    StringBuilder table =
        new StringBuilder(
            """
            | what | records: Java, C | Java / C | | lost: Java, C | submit: Java, C | Java / C | | rounds, dropped |
            |---|---|---|---|---|---|---|---|---|
            """);
    for (Heat heat : Heat.ALL) {
      Spread rate = results.of(Figure.RATE_RATIO.key(heat));
      Spread cost = results.of(Figure.COST_RATIO.key(heat));
      table.append(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %d, %d |%n"
              .formatted(
                  heat,
                  both(results, heat, Figure.JAVA_RATE, Figure.C_RATE, "%.2f"),
                  interval(rate),
                  rate.atLeast(LEAST_RATE),
                  both(results, heat, Figure.JAVA_LOST, Figure.C_LOST, "%.3f"),
                  both(results, heat, Figure.JAVA_COST, Figure.C_COST, "%.0f"),
                  interval(cost),
                  cost.against(HIGHEST_COST),
                  rate.figures().size(),
                  rate.dropped()));
    }
    return table.toString();
  }

  private static String both(Results results, Heat heat, Figure java, Figure c, String format) {
    return String.format(
        Locale.ROOT,
        format + ", " + format,
        results.of(java.key(heat)).median(),
        results.of(c.key(heat)).median());
  }

  private static String interval(Spread spread) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.low(), spread.high());
  }
}
