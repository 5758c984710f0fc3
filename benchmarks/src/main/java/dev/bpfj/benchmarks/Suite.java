package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.Machine;
import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Turns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures every target on the JDK that runs this. What is compared with the same peers takes turns
 * with them, each in a process of its own.
 */
public final class Suite {
  private static final int TURN_MILLIS = 100;

  private final Contestants contestants;
  private final Machine machine = new Machine();
  private final Results results = new Results();

  private Suite(Contestants contestants) {
    this.contestants = contestants;
  }

  /**
   * Measures them.
   *
   * @param args the module's folder, the file for the results, how often all is started anew, how
   *     many rounds of turns there are each time, and a regular expression for the targets' names
   * @throws Exception if anything does not work
   */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    int times = Integer.parseInt(args[2]);
    int rounds = Integer.parseInt(args[3]);
    Path peer = PeerBuild.compile(Path.of(args[0]));
    Suite suite =
        new Suite(new Contestants(System.getProperty("java.class.path"), peer, TURN_MILLIS));
    List<Target> targets =
        Target.ALL.stream().filter(target -> target.what().matches(args[4])).toList();
    for (int time = 0; time < times; time++) {
      suite.measure(targets, rounds);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    suite.results.write(file);
  }

  private void measure(List<Target> targets, int rounds) throws Exception {
    for (List<Target> group : groups(targets)) {
      if (group.get(0).peers().isEmpty()) {
        for (Target target : group) {
          show(target, new Spread(List.of(Jmh.allocated(target.java(), contestants.peer())), 0));
        }
      } else {
        turns(group, FirstAttach.isOne(group.get(0).java()) ? Math.max(1, rounds / 4) : rounds);
      }
    }
  }

  /** The targets that have a peer in common. */
  private static List<List<Target>> groups(List<Target> targets) {
    Map<List<String>, List<Target>> groups = new LinkedHashMap<>();
    for (Target target : targets) {
      List<String> key = target.peers().subList(0, Math.min(1, target.peers().size()));
      groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(target);
    }
    return List.copyOf(groups.values());
  }

  private void turns(List<Target> group, int rounds) throws IOException {
    List<String> names =
        group.stream()
            .flatMap(target -> Stream.concat(target.peers().stream(), Stream.of(target.java())))
            .distinct()
            .toList();
    List<Contestant> started = new ArrayList<>();
    try {
      for (String name : names) {
        started.add(contestants.start(name));
      }
      Turns turns = Turns.take(started, rounds, machine);
      for (Target target : group) {
        show(target, turns.spread(times -> figure(target, names, times)));
      }
    } finally {
      for (Contestant contestant : started) {
        contestant.close();
      }
    }
  }

  private static double figure(Target target, List<String> names, double[] times) {
    double peers = target.peers().stream().mapToDouble(peer -> times[names.indexOf(peer)]).sum();
    return target.kind().figure(times[names.indexOf(target.java())], peers);
  }

  private void show(Target target, Spread spread) {
    results.add(target.what(), spread);
    System.out.printf(
        "%s: %s %s%s; %d rounds, %d dropped%n",
        target.what(),
        target.text(spread),
        target.kind().unit,
        target.isExperiment()
            ? ""
            : ", at most " + target.text(target.limit()) + ": " + target.verdict(spread),
        spread.figures().size(),
        spread.dropped());
  }
}
