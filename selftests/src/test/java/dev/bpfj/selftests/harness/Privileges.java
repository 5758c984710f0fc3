package dev.bpfj.selftests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may do. */
final class Privileges {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path USERS = Path.of("/proc/self/uid_map");
  private static final String EFFECTIVE = "CapEff:";
  private static final String ALL_USERS = "0 0 4294967295";
  private static final long NET_ADMIN = 1L << 12;
  private static final long SYS_ADMIN = 1L << 21;
  private static final long PERFMON = 1L << 38;
  private static final long BPF = 1L << 39;

  private Privileges() {}

  /**
   * Whether all that BPF asks for is given. Capabilities in a user namespace of its own, as in a
   * container without root, are none to the kernel's BPF.
   */
  static boolean areFull() {
    try {
      return areFull(Files.readString(STATUS), Files.readString(USERS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean areFull(String status, String users) {
    long effective =
        status
            .lines()
            .filter(line -> line.startsWith(EFFECTIVE))
            .mapToLong(
                line -> Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16))
            .sum();
    boolean mayAll = (effective & SYS_ADMIN) != 0 || has(effective, BPF | PERFMON | NET_ADMIN);
    return mayAll && users.strip().replaceAll("\\s+", " ").equals(ALL_USERS);
  }

  private static boolean has(long effective, long all) {
    return (effective & all) == all;
  }
}
