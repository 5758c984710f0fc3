package dev.bpfj.libbpf.internal.kernel;

/**
 * The numbers of system calls that libc has no function for. They differ between machines.
 *
 * <p>Thread-safe.
 */
public final class SystemCallNumbers {
  private static final String MACHINE = System.getProperty("os.arch");

  /** {@code __NR_perf_event_open}. */
  public static final long PERF_EVENT_OPEN = perfEventOpen(MACHINE);

  /** {@code __NR_bpf}. */
  public static final long BPF = bpf(MACHINE);

  /** {@code __NR_pidfd_open}, the same on all machines that Java runs on. */
  public static final long PIDFD_OPEN = 434;

  private SystemCallNumbers() {}

  private static long perfEventOpen(String machine) {
    return switch (machine) {
      case "amd64" -> 298;
      case "s390x" -> 331;
      case "ppc64le" -> 319;
      default -> 241; // asm-generic/unistd.h: aarch64, riscv64, loongarch64
    };
  }

  private static long bpf(String machine) {
    return switch (machine) {
      case "amd64" -> 321;
      case "s390x" -> 351;
      case "ppc64le" -> 361;
      default -> 280;
    };
  }
}
