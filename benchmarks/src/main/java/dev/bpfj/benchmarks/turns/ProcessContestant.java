package dev.bpfj.benchmarks.turns;

import java.io.IOException;
import java.util.List;

/**
 * A process that is started anew for each turn, which lasts until it has ended.
 *
 * @param command the program and its arguments
 */
public record ProcessContestant(List<String> command) implements Contestant {
  public ProcessContestant {
    command = List.copyOf(command);
  }

  @Override
  public double turn() throws IOException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).inheritIO().start();
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
    return System.nanoTime() - start;
  }
}
