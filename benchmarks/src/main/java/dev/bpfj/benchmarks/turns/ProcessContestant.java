package dev.bpfj.benchmarks.turns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A process that is started anew for each turn, which lasts until it has ended. */
public final class ProcessContestant implements Contestant {
  private static final int CHILDREN_USER = 13; // proc(5), /proc/pid/stat, cutime, after the name
  private static final int CHILDREN_SYSTEM = 14;

  private final Supplier<List<String>> commands;
  private final List<Double> processorTimes = new ArrayList<>();

  /**
   * The same command each time.
   *
   * @param command the program and its arguments
   */
  public ProcessContestant(List<String> command) {
    this(() -> command);
  }

  /**
   * A command of its own each time.
   *
   * @param commands makes the next command
   */
  public ProcessContestant(Supplier<List<String>> commands) {
    this.commands = commands;
  }

  @Override
  public double turn() throws IOException {
    List<String> command = commands.get();
    long processors = ofChildren();
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .inheritIO()
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException("ended with " + status + ": " + String.join(" ", command));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + String.join(" ", command), e);
    }
    long took = System.nanoTime() - start;
    processorTimes.add((double) (ofChildren() - processors));
    return took;
  }

  /**
   * What its processes took of all processors together.
   *
   * @return one time for each turn, in nanoseconds, with a resolution of 10 milliseconds
   */
  public List<Double> processorTimes() {
    return List.copyOf(processorTimes);
  }

  private static long ofChildren() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Machine.NANOS_PER_TICK
        * (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]));
  }
}
