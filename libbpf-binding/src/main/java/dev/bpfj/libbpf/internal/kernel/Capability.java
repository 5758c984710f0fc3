package dev.bpfj.libbpf.internal.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The capabilities that BPF asks for ({@code linux/capability.h}). Which operation needs which is
 * tried by the selftests, whose table is on the site.
 *
 * <p>Immutable, thread-safe.
 */
public enum Capability {
  CAP_BPF(39),
  CAP_PERFMON(38),
  CAP_NET_ADMIN(12),
  CAP_SYS_ADMIN(21);

  // Capabilities are a thread's own to the kernel.
  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final Path USERS = Path.of("/proc/self/uid_map");
  private static final String ALL_USERS = "0 0 4294967295";

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  /**
   * Those of some capabilities that this thread lacks. {@link #CAP_SYS_ADMIN} stands for {@link
   * #CAP_BPF} and {@link #CAP_PERFMON}. In a user namespace it lacks all of them, whatever it has.
   */
  public static List<Capability> missing(Collection<Capability> needed) {
    long effective = areOfUserNamespace() ? 0 : effective();
    boolean isAdministrator = CAP_SYS_ADMIN.isIn(effective);
    return needed.stream()
        .filter(capability -> !capability.isIn(effective))
        .filter(capability -> capability == CAP_NET_ADMIN || !isAdministrator)
        .toList();
  }

  /** Whether this thread has a capability. */
  public static boolean has(Capability capability) {
    return missing(List.of(capability)).isEmpty();
  }

  /**
   * Whether this thread may call {@code bpf()} at all, which older kernels can make a privilege.
   */
  public static boolean mayCallBpf() {
    return !KernelSettings.everyCallNeedsCapBpf() || has(CAP_BPF);
  }

  private boolean isIn(long set) {
    return (set >>> bit & 1) != 0;
  }

  /** Whether the process is in a user namespace, whose capabilities are none to BPF. */
  public static boolean areOfUserNamespace() {
    try {
      return !Files.readString(USERS).strip().replaceAll("\\s+", " ").equals(ALL_USERS);
    } catch (IOException e) {
      return false; // without /proc nothing is known
    }
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
