package dev.bpfj.libbpf;

import static dev.bpfj.libbpf.internal.kernel.Errno.EAGAIN;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINTR;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.MemlockLimit;
import dev.bpfj.libbpf.internal.kernel.Capabilities;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What helps against the commonest failures of opening and loading an object. */
final class LoadAdvice {
  /** Opening: what libbpf cannot read. */
  static final Advice ON_OPEN =
      Advice.onMessage(
              "failed to find valid kernel BTF",
              "the kernel has no type information (CONFIG_DEBUG_INFO_BTF); name a file with it by"
                  + " OpenOptions.btfCustomPath")
          .or(
              Advice.onMessage(
                  "failed to open system Kconfig",
                  "the kernel's configuration cannot be read; give the values by"
                      + " OpenOptions.kconfig"));

  /** Naming what a program is loaded for. */
  static final Advice ON_TARGET =
      Advice.onMessage(
          "kernel BTF type ID",
          "the running kernel has no function or tracepoint of that name that programs attach to;"
              + " check its spelling and /sys/kernel/btf/vmlinux");

  private static final String INTERRUPTED =
      "signals kept interrupting the verifier; open the object anew and load it again";

  /** Loading: the above, and what the kernel refuses. */
  static final Advice ON_LOAD =
      Advice.onError(EINTR, INTERRUPTED)
          .or(Advice.onError(EAGAIN, INTERRUPTED))
          .or(LoadAdvice::onPolicy)
          .or(ON_OPEN)
          .or(ON_TARGET)
          .or(
              Advice.onMessage(
                  "missing BPF prog type, check ELF section name",
                  "the loaded libbpf does not know the program's section: it is misspelled, or needs"
                      + " a newer libbpf"));

  private static final Pattern REFUSED_PROGRAM =
      Pattern.compile("prog '([^']*)': BPF program load failed");

  private LoadAdvice() {}

  private static String onPolicy(Advice.Failure failure) {
    Matcher program = REFUSED_PROGRAM.matcher(String.join("\n", failure.messages()));
    if (failure.errno() != EPERM || !program.find() || !Capabilities.missing().isEmpty()) {
      return "";
    }
    return "this process has the capabilities, so the kernel's policy refuses programs of the type"
        + " or attach target of \""
        + program.group(1)
        + "\" (kernel lockdown, a security module, or before Linux 5.11 RLIMIT_MEMLOCK="
        + MemlockLimit.text()
        + "); no change of its code helps";
  }
}
