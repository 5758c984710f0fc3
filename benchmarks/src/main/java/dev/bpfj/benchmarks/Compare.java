package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Turns;
import dev.bpfj.benchmarks.turns.TurnsProfiler;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Runs the benchmarks of two builds in turns: one line each with the second build's time by the
 * first one's.
 */
public final class Compare {
  private static final int TURN_MILLIS = 100;

  /** Two JVMs of one build differ by a few per cent, by where their code and memory lie. */
  private static final int STARTS = 3;

  private Compare() {}

  /**
   * Compares them.
   *
   * @param args both class paths, the library of C functions, how many rounds, and a regular
   *     expression of benchmarks' names
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    Path peer = Path.of(args[2]);
    String profiler = File.pathSeparator + copyOfProfiler(peer.resolveSibling("turns"));
    Contestants before = new Contestants(args[0] + profiler, peer, TURN_MILLIS);
    Contestants after = new Contestants(args[1] + profiler, peer, TURN_MILLIS);
    int rounds = Integer.parseInt(args[3]);
    Machine machine = new Machine();
    List<String> names =
        Target.ALL.stream()
            .filter(target -> !target.isExperiment()) // which the other build may not have
            .map(Target::java)
            .distinct()
            .filter(n -> n.matches(args[4]))
            .toList();
    for (String name : names) {
      int count = FirstAttach.isOne(name) ? Math.max(1, rounds / 4) : rounds;
      try {
        Spread spread = new Spread(List.of(), 0);
        for (int start = 0; start < STARTS; start++) {
          try (Contestant first = before.start(name);
              Contestant second = after.start(name)) {
            Turns turns =
                Turns.take(List.of(first, second), (count + STARTS - 1) / STARTS, machine);
            spread = spread.and(turns.spread(times -> times[1] / times[0]));
          }
        }
        System.out.println(name + ": " + spread + ": " + spread.change());
      } catch (IOException e) { // the other build may not have it
        System.out.println(name + ": not compared: " + e.getMessage());
      }
    }
  }

  /** For the other build, which may lack the profiler; its benchmarks are its own. */
  private static Path copyOfProfiler(Path classes) throws IOException, URISyntaxException {
    String name = TurnsProfiler.class.getName().replace('.', '/') + ".class";
    Path source =
        Path.of(TurnsProfiler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path target = classes.resolve(name);
    Files.createDirectories(target.resolveSibling(""));
    Files.copy(source.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
    return classes;
  }
}
