package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Contestant;
import dev.bpfj.benchmarks.turns.RemoteContestant;
import dev.bpfj.benchmarks.turns.TurnsProfiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Starts what is measured, by name: a JMH benchmark with its parameters, such as {@code
 * RingBenchmark.java form=view kinds=1}, in a JVM of its own, or one of {@link FirstAttach}.
 *
 * @param classPath the class path of the build that is measured
 * @param peer the library of C functions
 * @param turnMillis how long a turn is
 */
record Contestants(String classPath, Path peer, int turnMillis) {
  private static final int WARM_UPS = 4;
  private static final String WARM_UP = "700ms";

  /** How many turns JMH is told to expect; the last one closes the connection. */
  private static final int ENDLESS = 1_000_000;

  /** Starts one, and waits until it is ready for its first turn. */
  Contestant start(String name) throws IOException {
    return FirstAttach.isOne(name)
        ? FirstAttach.contestant(name, java(), peer)
        : RemoteContestant.start(jmh(name));
  }

  List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(Jvm.arguments("-cp", classPath)));
    return command;
  }

  private List<String> jmh(String name) {
    String[] parts = name.split(" ", -1);
    List<String> command = java();
    command.add("-Djmh.ignoreLock=true"); // several run on purpose
    command.add("-D" + Peer.PROPERTY + "=" + peer);
    command.add("org.openjdk.jmh.Main");
    command.add("\\." + Pattern.quote(parts[0]) + "$");
    for (int i = 1; i < parts.length; i++) {
      command.add("-p");
      command.add(parts[i]);
    }
    command.addAll(
        List.of(
            "-prof",
            TurnsProfiler.class.getName(),
            "-f",
            "0", // this JVM runs nothing else
            "-wi",
            Integer.toString(WARM_UPS),
            "-w",
            WARM_UP,
            "-i",
            Integer.toString(ENDLESS),
            "-r",
            turnMillis + "ms",
            "-bm",
            "avgt",
            "-tu",
            "ns",
            "-foe",
            "true",
            "-v",
            "SILENT"));
    return command;
  }
}
