package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.LifeSkel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How long a new JVM takes until programs are attached: a whole process, beside the time of one
 * that does nothing and that of a C program that attaches the same.
 */
public final class FirstAttach {
  static final String JAVA = "FirstAttach.java";
  static final String PEER = "FirstAttach.peer";
  private static final int PROCESSES = 7;

  private FirstAttach() {}

  /**
   * The process that is timed.
   *
   * @param args {@code attach}, or nothing
   */
  public static void main(String[] args) {
    if (args.length > 0) {
      try (LifeSkel skel = LifeSkel.openAndLoad()) {
        Checks.all(2, skel.attach().attached().size());
      }
    }
  }

  /** Times the processes in turns; the median of each kind. */
  static Map<String, Score> time(Path module) throws IOException, InterruptedException {
    long[] attaches = new long[PROCESSES];
    long[] nothings = new long[PROCESSES];
    long[] peers = new long[PROCESSES];
    Path life = module.resolve("target/peer/life");
    for (int i = 0; i < PROCESSES; i++) {
      attaches[i] = nanos(jvm("attach"));
      nothings[i] = nanos(jvm());
      peers[i] = nanos(List.of(life.toString()));
    }
    return Map.of(
        JAVA,
        new Score(median(attaches), Double.NaN),
        PEER,
        new Score(median(nothings) + median(peers), Double.NaN));
  }

  private static List<String> jvm(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(Jvm.arguments("-cp", System.getProperty("java.class.path"))));
    command.add(FirstAttach.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private static long nanos(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + ": ended with " + status);
    }
    return System.nanoTime() - start;
  }

  private static long median(long[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
