package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * Measures how cost grows with the work, Java in turns with C, and what memory a tool takes; writes
 * the site's page of it.
 */
public final class Growth {
  private static final int TURN_MILLIS = 100;
  private static final String BENCHMARK = "GrowthBenchmark.";

  private final Contestants contestants;
  private final int rounds;
  private final Machine machine = new Machine();

  private Growth(Contestants contestants, int rounds) {
    this.contestants = contestants;
    this.rounds = rounds;
  }

  /**
   * What grows.
   *
   * @param what what one unit of the work is
   * @param picture the file with its curves
   * @param java the benchmark of Java, which has a parameter
   * @param parameter its name
   * @param head the head of its column
   * @param sizes its values
   * @param units how many units of work an operation of that size has
   */
  private record Series(
      String what,
      String picture,
      String java,
      String parameter,
      String head,
      List<Long> sizes,
      LongUnaryOperator units) {

    String ofJava(long size) {
      return BENCHMARK + java + " " + parameter + "=" + size;
    }

    String ofC(long size) {
      return BENCHMARK + java + "C " + parameter + "=" + size;
    }
  }

  private static final List<Series> ALL =
      List.of(
          new Series(
              "an entry of a batch",
              "growth-batch.svg",
              "batch",
              "atOnce",
              "entries a call",
              List.of(1L, 10L, 100L, 1000L, 10000L),
              size -> Keys.COUNT),
          new Series(
              "a record of some rings",
              "growth-rings.svg",
              "rings",
              "rings",
              "rings",
              List.of(1L, 4L, 16L, 64L),
              size -> size * Bench.BATCH));

  /**
   * Measures.
   *
   * @param args the module's folder, the page, the folder for its pictures, how many rounds there
   *     are for each size, a line about the machine
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    Path peer = PeerBuild.compile(Path.of(args[0]));
    Contestants contestants =
        new Contestants(System.getProperty("java.class.path"), peer, TURN_MILLIS);
    Growth growth = new Growth(contestants, Integer.parseInt(args[3]));
    Path pictures = Files.createDirectories(Path.of(args[2]));
    StringBuilder page = new StringBuilder(head(args[4]));
    for (Series series : ALL) {
      page.append(growth.section(series, pictures));
    }
    page.append(memory(Footprint.measure(contestants.java(), peer)));
    Files.writeString(Path.of(args[1]), page);
  }

  /** The names of all benchmarks, without the size. */
  static List<String> benchmarks() {
    return ALL.stream()
        .flatMap(series -> Stream.of(series.java(), series.java() + "C"))
        .map(BENCHMARK::concat)
        .toList();
  }

  private String section(Series series, Path pictures) throws IOException {
    List<Double> java = new ArrayList<>();
    List<Double> c = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    for (long size : series.sizes()) {
      long units = series.units().applyAsLong(size);
      List<Contestant> started = new ArrayList<>();
      try {
        started.add(contestants.start(series.ofJava(size)));
        started.add(contestants.start(series.ofC(size)));
        Turns turns = Turns.take(started, rounds, machine);
        java.add(turns.spread(times -> times[0] / units).median());
        c.add(turns.spread(times -> times[1] / units).median());
        String row = row(size, last(java), last(c), turns.spread(times -> times[0] / times[1]));
        System.out.print(series.what() + ": " + row);
        rows.append(row);
      } finally {
        for (Contestant contestant : started) {
          contestant.close();
        }
      }
    }
    Curves curves = new Curves("Nanoseconds for " + series.what(), series.sizes());
    Files.writeString(
        pictures.resolve(series.picture()), curves.add("Java", java).add("C", c).svg());
    return """

        ## Nanoseconds for %s

        ![Nanoseconds for %s](images/%s)

        | %s | Java | C | Java / C |
        |---|---|---|---|
        %s"""
        .formatted(series.what(), series.what(), series.picture(), series.head(), rows);
  }

  private static double last(List<Double> figures) {
    return figures.get(figures.size() - 1);
  }

  private static String row(long size, double java, double c, Spread ratio) {
    return String.format(
        Locale.ROOT,
        "| %d | %.1f | %.1f | %.2f (%.2f to %.2f) |%n",
        size,
        java,
        c,
        ratio.median(),
        ratio.low(),
        ratio.high());
  }

  private static String memory(List<Footprint.Kib> processes) {
    List<String> names =
        List.of(
            "a JVM that does nothing", "a JVM that has attached", "a C program that has attached");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      Footprint.Kib kib = processes.get(i);
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %s |%n",
              names.get(i),
              kib.resident() / 1024.0,
              kib.own() / 1024.0,
              kib.heap() == 0 ? "" : String.format(Locale.ROOT, "%.1f", kib.heap() / 1024.0)));
    }
    return """

        ## Memory of a tool that runs

        MiB of a process that has attached two programs and waits, the heap after a collection, with the JVM's own
        defaults: how large it lets its heap become is the JVM's choice by the machine's memory (`-Xmx`).

        | | resident | of its own | live on the heap |
        |---|---|---|---|
        %s"""
        .formatted(rows);
  }

  private static String head(String machine) {
    return """
        # How cost grows

        Java and C (libbpf) in turns of 100 ms, each in a process of its own; times are medians, ratios medians of the rounds
        with their 10th and 90th percentile. The map is a hash of ten thousand entries, of which all are read; each ring holds
        1,024 records of 40 bytes, and one reader has all rings. `benchmarks/growth` repeats the measurements and writes this
        page; how the generator's time grows with the corpus is in [Speed of the generator](generating.md). Measured on: %s.
        """
        .formatted(machine);
  }
}
