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

/** Measures Java, C, Go and Rust in turns with one another, and writes the site's page of it. */
public final class Peers {
  private static final int TURN_MILLIS = 100;
  private static final String MAP = "MapBenchmark.";

  private final Contestants contestants;
  private final Path module;
  private final List<Path> programs;
  private final Machine machine = new Machine();

  /** Programs of Go and Rust, which are told the same. */
  private Peers(Contestants contestants, Path module, List<Path> programs) {
    this.contestants = contestants;
    this.module = module;
    this.programs = programs;
  }

  /**
   * What is measured.
   *
   * @param what its name
   * @param java the name of Java's contestant
   * @param c that of C's
   * @param object the object that the programs of Go and Rust load
   * @param work what they are told to do
   */
  private record Row(String what, String java, String c, String object, String work) {}

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
   * @param args the module's folder, Go's program, Rust's, the page, how many rounds there are, a
   *     line about the machine
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    Path module = Path.of(args[0]);
    Path peer = PeerBuild.compile(module);
    Contestants contestants =
        new Contestants(System.getProperty("java.class.path"), peer, TURN_MILLIS);
    Peers peers = new Peers(contestants, module, List.of(Path.of(args[1]), Path.of(args[2])));
    StringBuilder page = new StringBuilder(head(args[5]));
    for (Row row : ROWS) {
      String line = peers.line(row, Integer.parseInt(args[4]));
      System.out.print(line);
      page.append(line);
    }
    Files.writeString(Path.of(args[3]), page);
  }

  private String line(Row row, int rounds) throws IOException {
    boolean processes = FirstAttach.isOne(row.java());
    List<Contestant> started = new ArrayList<>();
    try {
      started.add(contestants.start(row.java()));
      started.add(contestants.start(row.c()));
      for (Path program : programs) {
        started.add(program(program, row, processes));
      }
      Turns turns = Turns.take(started, processes ? Math.max(1, rounds / 4) : rounds, machine);
      StringBuilder line = new StringBuilder("| ").append(row.what()).append(" |");
      for (int i = 0; i < started.size(); i++) {
        int at = i;
        line.append(' ').append(nanos(turns.spread(times -> times[at]))).append(" |");
      }
      for (int i = 1; i < started.size(); i++) {
        int at = i;
        line.append(' ').append(ratio(turns.spread(times -> times[0] / times[at]))).append(" |");
      }
      return line.append('\n').toString();
    } finally {
      for (Contestant contestant : started) {
        contestant.close();
      }
    }
  }

  private Contestant program(Path program, Row row, boolean process) throws IOException {
    Path object = module.resolve("target/bpf/" + row.object() + ".bpf.o");
    List<String> command =
        new ArrayList<>(List.of(program.toString(), object.toString(), row.work()));
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
        # Java, C, Go and Rust

        The same work by this project, by C with libbpf, by Go with cilium/ebpf and by Rust with libbpf-rs, on the same objects.
        They take turns of 100 ms, each in a process of its own; times are medians, ratios medians of the rounds with their 10th
        and 90th percentile, below 1 where Java is faster. A ring's record has 40 bytes, of which two numbers are added up; the
        map is a hash of ten thousand entries. Java and C use the system's libbpf, Rust that of `libbpf-natives`, since it needs
        a newer one. Rust reads all entries as one batch: libbpf-rs takes a batch that is not full for the last one, which a
        hash's seldom are. A new JVM takes most of its time for itself; what that is, the [benchmarks](benchmarks.md) say.
        `benchmarks/peers` repeats the measurements and writes this page. Measured on: %s.

        | what | Java | C | Go | Rust | Java / C | Java / Go | Java / Rust |
        |---|---|---|---|---|---|---|---|
        """
        .formatted(machine);
  }
}
