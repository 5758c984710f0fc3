package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.ProcessContestant;
import dev.bpfj.benchmarks.turns.RemoteContestant;
import dev.bpfj.benchmarks.turns.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures Java, C, Go and Rust in turns with one another, and writes the site's page of it. */
public final class Peers {
  private static final int TURN_MILLIS = 100;
  private static final String MAP = "MapBenchmark.";
  private static final String BATCH = "lookupBatch";
  private static final String CALL =
      "It has to [call into C](design/0002-calls-into-libbpf.md), and to count the call, which"
          + " [holds the map open](design/0005-maps.md) meanwhile.";

  private final Contestants contestants;
  private final Path module;
  private final List<Program> programs;
  private final int times;
  private final int rounds;
  private final Machine machine = new Machine();

  private Peers(
      Contestants contestants, Path module, List<Program> programs, int times, int rounds) {
    this.contestants = contestants;
    this.module = module;
    this.programs = programs;
    this.times = times;
    this.rounds = rounds;
  }

  /**
   * What is measured.
   *
   * @param what its name
   * @param java the name of Java's contestant
   * @param c that of C's
   * @param object the object that the programs of Go and Rust load
   * @param work what they are told to do
   * @param why the sentence that says why Java may be behind; may be empty
   */
  private record Work(String what, String java, String c, String object, String work, String why) {}

  /**
   * A program of Go or Rust.
   *
   * @param name its name
   * @param file the program
   * @param lacks the work that its library has no function for
   */
  private record Program(String name, Path file, List<String> lacks) {}

  private static final List<Work> ALL =
      List.of(
          new Work(
              "ring buffer: a record",
              "RingBenchmark.java form=view kinds=1",
              "RingBenchmark.c",
              "bench",
              "ring",
              ""),
          new Work("map: a lookup", MAP + "lookup", MAP + "lookupC", "bench", "lookup", CALL),
          new Work("map: an update", MAP + "update", MAP + "updateC", "bench", "update", CALL),
          new Work("map: an entry of a batch", MAP + BATCH, MAP + BATCH + "C", "bench", BATCH, ""),
          new Work(
              "a new process that attaches, and ends",
              FirstAttach.JAVA,
              FirstAttach.C,
              "life",
              "life",
              "[The first attachment](design/0010-the-first-attachment.md) says what takes the rest,"
                  + " [a faster start](skeletons.md#a-faster-start) how to have less of it."));

  /**
   * Measures them.
   *
   * @param args the module's folder, the programs with cilium/ebpf, libbpf-rs and aya, the page,
   *     its picture, how often all is started anew, how many rounds there are each time, a line
   *     about the machine
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    Path module = Path.of(args[0]);
    Path peer = PeerBuild.compile(module);
    Contestants contestants =
        new Contestants(System.getProperty("java.class.path"), peer, TURN_MILLIS);
    List<Program> programs =
        List.of(
            new Program("Go", Path.of(args[1]), List.of()),
            new Program("libbpf-rs", Path.of(args[2]), List.of()),
            new Program("aya", Path.of(args[3]), List.of(BATCH)));
    Peers peers =
        new Peers(
            contestants, module, programs, Integer.parseInt(args[6]), Integer.parseInt(args[7]));
    List<PeersRow> rows = new ArrayList<>();
    for (Work work : ALL) {
      PeersRow row = peers.measure(work);
      System.out.print(PeersPage.times(row) + PeersPage.ratios(row));
      rows.add(row);
    }
    Path picture = Path.of(args[5]);
    Files.writeString(Path.of(args[4]), PeersPage.of(rows, picture.getFileName(), args[8]));
    Files.writeString(picture, PeersPlot.of(rows));
  }

  /** The names of all contestants of Java and C. */
  static List<String> contestants() {
    return ALL.stream().flatMap(work -> Stream.of(work.java(), work.c())).toList();
  }

  /** Starts all anew several times: two JVMs differ in how they compile the same code. */
  private PeersRow measure(Work work) throws IOException {
    PeersRow row = measureOnce(work);
    for (int time = 1; time < times; time++) {
      row = row.and(measureOnce(work).turns());
    }
    return row;
  }

  private PeersRow measureOnce(Work work) throws IOException {
    boolean processes = FirstAttach.isOne(work.java());
    List<String> names = new ArrayList<>();
    List<Contestant> started = new ArrayList<>();
    try {
      names.add(PeersRow.JAVA);
      started.add(contestants.start(work.java()));
      names.add(PeersRow.C);
      started.add(contestants.start(work.c()));
      for (Program program : programs) {
        if (!program.lacks().contains(work.work())) {
          names.add(program.name());
          started.add(start(program, work, processes));
        }
      }
      if (processes) {
        names.add(PeersRow.JVM);
        started.add(contestants.start(FirstAttach.NOTHING));
      }
      Turns turns = Turns.take(started, rounds, machine);
      return new PeersRow(work.what(), work.why(), names, turns);
    } finally {
      for (Contestant contestant : started) {
        contestant.close();
      }
    }
  }

  private Contestant start(Program program, Work work, boolean process) throws IOException {
    Path object = module.resolve("target/bpf/" + work.object() + ".bpf.o");
    List<String> command =
        new ArrayList<>(List.of(program.file().toString(), object.toString(), work.work()));
    if (process) {
      return new ProcessContestant(command);
    }
    command.add(Integer.toString(TURN_MILLIS));
    return RemoteContestant.start(command);
  }
}
