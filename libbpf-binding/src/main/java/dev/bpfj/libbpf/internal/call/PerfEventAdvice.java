package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Capability.CAP_PERFMON;
import static dev.bpfj.libbpf.internal.kernel.Capability.CAP_SYS_ADMIN;
import static dev.bpfj.libbpf.internal.kernel.Errno.EACCES;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.kernel.KernelSettings;
import java.util.List;

/**
 * What helps where the kernel refuses a perf event, which kprobes, uprobes and tracepoints are too:
 * what it asks for depends on a setting, and of uprobes on how old it is.
 */
public final class PerfEventAdvice {
  /** Perf events of all processes, kprobes and tracepoints. */
  public static final Advice ON_EVENT =
      failure -> isRefused(failure) ? onEvent(KernelSettings.perfEventParanoid()) : "";

  /** Uprobes. */
  public static final Advice ON_UPROBE =
      failure -> isRefused(failure) ? onUprobe(KernelSettings.perfEventParanoid()) : "";

  private PerfEventAdvice() {}

  private static boolean isRefused(Advice.Failure failure) {
    // Else it is rather bpf() that was refused, by which probes are attached too.
    return failure.errno() == EACCES || (failure.errno() == EPERM && Capability.mayCallBpf());
  }

  private static String onEvent(int paranoid) {
    // Who has CAP_PERFMON and is refused all the same meets such a kernel of somebody else's.
    boolean isRestricting = KernelSettings.isOfDebianOrUbuntu() || Capability.has(CAP_PERFMON);
    if (!isRestricting
        || paranoid <= KernelSettings.PERF_EVENT_PARANOID_LIMIT
        || Capability.areOfUserNamespace()
        || Capability.has(CAP_SYS_ADMIN)) {
      return GeneralAdvice.onMissing(List.of(CAP_PERFMON));
    }
    return "this process lacks CAP_SYS_ADMIN, which kernels as Debian's ask for while"
        + " kernel.perf_event_paranoid is above 2; run it as root, give it CAP_SYS_ADMIN, or "
        + (Capability.has(CAP_PERFMON) ? "" : "give it CAP_PERFMON and ")
        + "set that to 2: kernel.perf_event_paranoid="
        + paranoid;
  }

  private static String onUprobe(int paranoid) {
    String advice = GeneralAdvice.onMissing(List.of(CAP_SYS_ADMIN));
    boolean dependsOnAge =
        !advice.isEmpty()
            && paranoid <= KernelSettings.PERF_EVENT_PARANOID_LIMIT
            && !Capability.areOfUserNamespace()
            && !Capability.has(CAP_PERFMON);
    return dependsOnAge
        ? advice + " (kernels from before July 2025 ask for CAP_PERFMON alone)"
        : advice;
  }
}
