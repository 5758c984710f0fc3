package dev.bpfj.libbpf.internal.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The capabilities of this process that BPF asks for. */
public final class Capabilities {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int CAP_NET_ADMIN = 12;
  private static final int CAP_SYS_ADMIN = 21;
  private static final int CAP_PERFMON = 38;
  private static final int CAP_BPF = 39;

  private Capabilities() {}

  /** Those of the three that BPF may need and this process lacks; none for an administrator. */
  public static List<String> missing() {
    long effective = effective();
    List<String> missing = new ArrayList<>();
    if (!has(effective, CAP_SYS_ADMIN)) {
      addIfMissing(effective, CAP_BPF, "CAP_BPF", missing);
      addIfMissing(effective, CAP_PERFMON, "CAP_PERFMON", missing);
      addIfMissing(effective, CAP_NET_ADMIN, "CAP_NET_ADMIN", missing);
    }
    return List.copyOf(missing);
  }

  private static void addIfMissing(long effective, int bit, String name, List<String> missing) {
    if (!has(effective, bit)) {
      missing.add(name);
    }
  }

  private static boolean has(long effective, int bit) {
    return (effective >>> bit & 1) != 0;
  }

  private static long effective() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("CapEff:")) {
          return Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16);
        }
      }
    } catch (IOException e) {
      return 0; // without /proc nothing is known, and the longer advice is the better one
    }
    return 0;
  }
}
