package dev.bpfj.libbpf.internal.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Settings of the running kernel on which it depends which capabilities it asks for. */
public final class KernelSettings {
  /** Above it, kernels of Debian and Ubuntu give no perf event to who lacks CAP_SYS_ADMIN. */
  public static final int PERF_EVENT_PARANOID_LIMIT = 2;

  private static final Path PERF_EVENT_PARANOID = Path.of("/proc/sys/kernel/perf_event_paranoid");
  private static final Path VERSION = Path.of("/proc/version");
  private static final Path UNPRIVILEGED = Path.of("/proc/sys/kernel/unprivileged_bpf_disabled");

  /** Since when the setting is about creating maps and loading programs alone. */
  private static final KernelRelease EACH_CALL_UNTIL = new KernelRelease(5, 19);

  private KernelSettings() {}

  /** {@code kernel.perf_event_paranoid}. */
  public static int perfEventParanoid() {
    return read(PERF_EVENT_PARANOID, PERF_EVENT_PARANOID_LIMIT);
  }

  /** Whether the kernel has the patch by which values above the limit mean something. */
  public static boolean isOfDebianOrUbuntu() {
    try {
      String version = Files.readString(VERSION);
      return version.contains("Debian") || version.contains("Ubuntu");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether every call of {@code bpf()} is refused to a thread without CAP_BPF. */
  public static boolean everyCallNeedsCapBpf() {
    return KernelRelease.running().compareTo(EACH_CALL_UNTIL) < 0 && read(UNPRIVILEGED, 0) != 0;
  }

  private static int read(Path file, int otherwise) {
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (IOException | NumberFormatException e) {
      return otherwise; // the kernel was built without the setting, or /proc is not mounted
    }
  }
}
