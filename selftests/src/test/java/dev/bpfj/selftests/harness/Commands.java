package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that tests run beside them. */
public final class Commands {
  private static final int LIMIT_SECONDS = 600;

  private Commands() {}

  /** Runs a program, which must end well. */
  public static void run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + List.of(command));
      }
      if (process.exitValue() != 0) {
        throw new AssertionError("ended with " + process.exitValue() + ": " + List.of(command));
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
