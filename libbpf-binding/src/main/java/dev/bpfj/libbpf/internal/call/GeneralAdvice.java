package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Capability.CAP_BPF;
import static dev.bpfj.libbpf.internal.kernel.Capability.CAP_NET_ADMIN;
import static dev.bpfj.libbpf.internal.kernel.Capability.CAP_PERFMON;
import static dev.bpfj.libbpf.internal.kernel.Errno.EACCES;
import static dev.bpfj.libbpf.internal.kernel.Errno.EMFILE;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENFILE;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOMEM;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.kernel.MemlockLimit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What helps against failures that any operation can have: want of files, memory, privileges. */
final class GeneralAdvice {
  /** What EMFILE means. */
  static final String ON_OPEN_FILES = "this process has as many files open as it may (ulimit -n)";

  private static final Set<Integer> KNOWN = Set.of(EPERM, EACCES, EMFILE, ENFILE, ENOMEM);

  private GeneralAdvice() {}

  /** Whether there is advice on an error number. */
  static boolean knows(int errno) {
    return KNOWN.contains(errno);
  }

  /** Advice as a sentence, empty if there is none. */
  static String on(int errno) {
    return switch (errno) {
      case EMFILE -> ON_OPEN_FILES;
      case ENFILE -> "the system has as many files open as it may (sysctl fs.file-max)";
      case ENOMEM ->
          "the kernel has no memory for it; a memory control group may limit this process";
      case EPERM, EACCES -> onPrivilege();
      default -> "";
    };
  }

  private static String onPrivilege() {
    String missing =
        Capability.mayCallBpf()
            ? onMissing(List.of(CAP_BPF, CAP_PERFMON, CAP_NET_ADMIN))
            : onMissing(List.of(CAP_BPF));
    return missing.isEmpty()
        ? "this process has the capabilities, so a policy of the machine refuses (RLIMIT_MEMLOCK="
            + MemlockLimit.text()
            + ", kernel lockdown or a security module)"
        : missing;
  }

  /** What helps where an operation needs capabilities; empty if this thread has them. */
  static String onMissing(List<Capability> needed) {
    if (Capability.areOfUserNamespace()) {
      return "this process is in a user namespace, where capabilities, those of its root too, do not"
          + " count for BPF; run it outside, or in a container without one";
    }
    List<Capability> missing = Capability.missing(needed);
    return missing.isEmpty()
        ? ""
        : "this process lacks " + names(missing) + "; run it as root, or give it " + names(needed);
  }

  private static String names(List<Capability> capabilities) {
    return capabilities.stream().map(Capability::name).collect(Collectors.joining(", "));
  }
}
