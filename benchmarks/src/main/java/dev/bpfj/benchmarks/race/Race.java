package dev.bpfj.benchmarks.race;

import dev.bpfj.benchmarks.PeerBuild;
import dev.bpfj.benchmarks.Results;
import dev.bpfj.benchmarks.progs.RaceSkel;
import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.Spread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets Java and C read in turns what programs produce meanwhile. */
public final class Race implements AutoCloseable {
  static final int POLL_MILLIS = 10;
  static final long INTERVAL_NANOS = 1_000_000;
  static final int PERF_PAGES = 128; // as many bytes as the ring

  private static final int BATCH = 128;
  private static final int WARM_UPS = 10;
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int JAVA = 0;
  private static final int C = 1;

  private final RaceSkel skel = RaceSkel.openAndLoad();
  private final RacePeer peer = RacePeer.load();
  private final Machine machine = new Machine();

  /** Loads the programs. */
  Race() {}

  /**
   * Runs all heats.
   *
   * @param args the module's folder, the file for the results, and how many rounds each has
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    System.setProperty("peer", PeerBuild.compile(Path.of(args[0])).toString());
    Path file = Path.of(args[1]);
    Results results = new Results();
    try (Race race = new Race()) {
      for (Heat heat : Heat.ALL) {
        race.run(heat, Integer.parseInt(args[2])).addTo(results, heat);
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    results.write(file);
  }

  /** What the undisturbed rounds of a heat came to: both turns of each. */
  record Outcome(List<Turn> java, List<Turn> c, int dropped) {
    private void addTo(Results results, Heat heat) {
      for (Figure figure : Figure.ALL) {
        Spread spread = spread(figure);
        results.add(figure.key(heat), spread);
        System.out.println(figure.key(heat) + ": " + spread);
      }
    }

    private Spread spread(Figure figure) {
      List<Double> figures = new ArrayList<>();
      for (int i = 0; i < java.size(); i++) {
        figures.add(figure.of().applyAsDouble(java.get(i), c.get(i)));
      }
      return new Spread(figures, dropped);
    }
  }

  private List<Supplier<Reader>> readers(Heat heat) {
    return List.of(() -> heat.source().java(skel), () -> heat.source().c(skel, peer));
  }

  /** One turn of each reader, Java's first. */
  List<Turn> both(Heat heat) {
    return readers(heat).stream().map(reader -> turn(heat, reader)).toList();
  }

  /** Runs one heat. */
  Outcome run(Heat heat, int rounds) {
    List<Supplier<Reader>> readers = readers(heat);
    for (int i = 0; i < WARM_UPS; i++) {
      turn(heat, readers.get(JAVA));
    }
    List<Turn> java = new ArrayList<>();
    List<Turn> c = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      boolean undisturbed = machine.isAtSpeed();
      machine.wasShared(); // from here on
      int first = round % 2 == 0 ? JAVA : C;
      Turn one = turn(heat, readers.get(first));
      Turn other = turn(heat, readers.get(1 - first));
      boolean shared = machine.wasShared();
      if (undisturbed && !shared && machine.isAtSpeed()) {
        java.add(first == JAVA ? one : other);
        c.add(first == JAVA ? other : one);
      }
    }
    return new Outcome(java, c, rounds - java.size());
  }

  private Turn turn(Heat heat, Supplier<Reader> opening) {
    RaceSkel.Bss bss = skel.bss();
    bss.submitFlags(heat.policy().submitFlags);
    bss.wakeEvery(heat.policy().wakeEvery);
    bss.submitted(0);
    bss.lost(0);
    bss.nanos(0);
    try (Reader reader = opening.get()) {
      int threads =
          peer.race_start(heat.program().apply(skel.progs()).fd(), BATCH, heat.producers());
      long start = System.nanoTime();
      long records = reader.read(heat.policy(), TURN_NANOS);
      long nanos = System.nanoTime() - start;
      int failed = peer.race_stop();
      if (threads != heat.producers() || failed > 0) {
        throw new IllegalStateException("not all producers ran: " + heat + ", failed=" + failed);
      }
      while (reader.read(Policy.SPIN, INTERVAL_NANOS) > 0) {
        // The next reader begins with an empty buffer, even if this thread had no processor.
      }
      return new Turn(records, nanos, bss.submitted(), bss.lost(), bss.nanos());
    }
  }

  @Override
  public void close() {
    skel.close();
  }
}
