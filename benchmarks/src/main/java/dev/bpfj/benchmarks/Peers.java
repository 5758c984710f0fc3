package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.ProcessContestant;
import dev.bpfj.benchmarks.turns.RemoteContestant;
import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures Java, C and Go in turns with one another, and writes the site's page of it. */
public final class Peers {
  private static final int TURN_MILLIS = 100;
  private static final String MAP = "MapBenchmark.";

  private final Contestants contestants;
  private final Path module;
  private final Path go;
  private final Machine machine = new Machine();

  private Peers(Contestants contestants, Path module, Path go) {
    this.contestants = contestants;
    this.module = module;
    this.go = go;
  }

  /**
   * What is measured.
   *
   * @param what its name
   * @param java the name of Java's contestant
   * @param c that of C's
   * @param object the object that Go loads
   * @param go what Go's program is told
   */
  private record Row(String what, String java, String c, String object, String go) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "ring buffer: a record",
              "RingBenchmark.java form=view kinds=1",
              "RingBenchmark.c",
              "bench",
              "ring"),
          new Row("map: a lookup", MAP + "lookup", MAP + "lookupC", "bench", "lookup"),
          new Row("map: an update", MAP + "update", MAP + "updateC", "bench", "update"),
          new Row(
              "map: an entry of a batch",
              MAP + "lookupBatch",
              MAP + "lookupBatchC",
              "bench",
              "lookupBatch"),
          new Row(
              "a new process, until it has attached",
              FirstAttach.JAVA,
              FirstAttach.C,
              "life",
              "life"));

  /**
   * Measures them.
   *
   * @param args the module's folder, Go's program, the page, how many rounds there are, a line
   *     about the machine
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    Path module = Path.of(args[0]);
    Path peer = PeerBuild.compile(module);
    Contestants contestants =
        new Contestants(System.getProperty("java.class.path"), peer, TURN_MILLIS);
    Peers peers = new Peers(contestants, module, Path.of(args[1]));
    StringBuilder page = new StringBuilder(head(args[4]));
    for (Row row : ROWS) {
      String line = peers.line(row, Integer.parseInt(args[3]));
      System.out.print(line);
      page.append(line);
    }
    Files.writeString(Path.of(args[2]), page);
  }

  private String line(Row row, int rounds) throws IOException {
    boolean processes = FirstAttach.isOne(row.java());
    List<Contestant> started = new ArrayList<>();
    try {
      started.add(contestants.start(row.java()));
      started.add(contestants.start(row.c()));
      started.add(go(row, processes));
      Turns turns = Turns.take(started, processes ? Math.max(1, rounds / 4) : rounds, machine);
      return "| %s | %s | %s | %s | %s | %s |%n"
          .formatted(
              row.what(),
              nanos(turns.spread(times -> times[0])),
              nanos(turns.spread(times -> times[1])),
              nanos(turns.spread(times -> times[2])),
              ratio(turns.spread(times -> times[0] / times[1])),
              ratio(turns.spread(times -> times[0] / times[2])));
    } finally {
      for (Contestant contestant : started) {
        contestant.close();
      }
    }
  }

  private Contestant go(Row row, boolean process) throws IOException {
    Path object = module.resolve("target/bpf/" + row.object() + ".bpf.o");
    List<String> command = new ArrayList<>(List.of(go.toString(), object.toString(), row.go()));
    if (process) {
      return new ProcessContestant(command);
    }
    command.add(Integer.toString(TURN_MILLIS));
    return RemoteContestant.start(command);
  }

  private static String nanos(Spread spread) {
    double median = spread.median();
    return median < 1e6
        ? String.format(Locale.ROOT, "%.1f ns", median)
        : String.format(Locale.ROOT, "%.1f ms", median / 1e6);
  }

  private static String ratio(Spread spread) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.low(), spread.high());
  }

  private static String head(String machine) {
    return """
        # Java, C and Go

        The same work by this project, by C with libbpf and by Go with cilium/ebpf, on the same objects. The three take turns of
        100 ms, each in a process of its own; times are medians, ratios medians of the rounds with their 10th and 90th
        percentile, below 1 where Java is faster. A ring's record has 40 bytes, of which two numbers are added up; the map is a
        hash of ten thousand entries. A new JVM takes most of its time for itself; what that is, the
        [benchmarks](benchmarks.md) say. `benchmarks/peers` repeats the measurements and writes this page. Measured on: %s.

        | what | Java | C | Go | Java / C | Java / Go |
        |---|---|---|---|---|---|
        """
        .formatted(machine);
  }
}
