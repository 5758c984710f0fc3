package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Errno.EACCES;
import static dev.bpfj.libbpf.internal.kernel.Errno.EMFILE;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENFILE;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOMEM;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.kernel.Capabilities;
import java.util.List;
import java.util.Set;

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
    List<String> missing = Capabilities.missing();
    if (missing.isEmpty()) {
      return "this process has the capabilities, so a policy of the machine refuses (RLIMIT_MEMLOCK="
          + MemlockLimit.text()
          + ", kernel lockdown or a security module)";
    }
    return "this process lacks "
        + String.join(", ", missing)
        + "; run it as root, or give it CAP_BPF, with CAP_PERFMON for tracing or CAP_NET_ADMIN for"
        + " networking (CAP_SYS_ADMIN before Linux 5.8)";
  }
}
