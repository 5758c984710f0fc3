package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this process has, and the arguments of a JVM whose heap is all there from the
 * start, so that what grows is native memory.
 */
public final class Resident {
  /** The heap's size at the start. */
  public static final String FIXED_HEAP = "-Xms64m";

  /** The heap's largest size, the same. */
  public static final String LARGEST_HEAP = "-Xmx64m";

  /** Every page of it is there. */
  public static final String TOUCHED_HEAP = "-XX:+AlwaysPreTouch";

  private Resident() {}

  /** The resident memory, in KiB. */
  public static long kib() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new AssertionError("/proc/self/status: no VmRSS");
  }
}
