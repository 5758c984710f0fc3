package dev.bpfj.libbpf;

import static dev.bpfj.libbpf.internal.kernel.Errno.EAGAIN;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINTR;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.kernel.MemlockLimit;
import dev.bpfj.libbpf.program.ProgramType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
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

  /** Loading: the above, and what the kernel refuses to everybody. */
  private static final Advice ON_OBJECT =
      Advice.onError(EINTR, INTERRUPTED)
          .or(Advice.onError(EAGAIN, INTERRUPTED))
          .or(ON_OPEN)
          .or(ON_TARGET)
          .or(
              Advice.onMessage(
                  "missing BPF prog type, check ELF section name",
                  "the loaded libbpf does not know the program's section: it is misspelled, or needs"
                      + " a newer libbpf"))
          .or(
              Advice.onMessage(
                  "failed to re-mmap() contents",
                  "the kernel does not map a section with a lock in it, which libbpf wants from 1.6"
                      + " on; call settings().mapFlags(0) of its map before load"));

  // As is_perfmon_prog_type and is_net_admin_prog_type of the kernel have them.
  private static final Set<ProgramType> TRACING =
      Set.of(
          ProgramType.KPROBE,
          ProgramType.TRACEPOINT,
          ProgramType.PERF_EVENT,
          ProgramType.RAW_TRACEPOINT,
          ProgramType.RAW_TRACEPOINT_WRITABLE,
          ProgramType.TRACING,
          ProgramType.LSM,
          ProgramType.STRUCT_OPS,
          ProgramType.EXT);
  private static final Set<ProgramType> NETWORKING =
      Set.of(
          ProgramType.SCHED_CLS,
          ProgramType.SCHED_ACT,
          ProgramType.XDP,
          ProgramType.LWT_IN,
          ProgramType.LWT_OUT,
          ProgramType.LWT_XMIT,
          ProgramType.LWT_SEG6LOCAL,
          ProgramType.SK_SKB,
          ProgramType.SK_MSG,
          ProgramType.FLOW_DISSECTOR,
          ProgramType.CGROUP_DEVICE,
          ProgramType.CGROUP_SOCK,
          ProgramType.CGROUP_SOCK_ADDR,
          ProgramType.CGROUP_SOCKOPT,
          ProgramType.CGROUP_SYSCTL,
          ProgramType.SOCK_OPS,
          ProgramType.EXT,
          ProgramType.NETFILTER);

  private static final Pattern REFUSED_PROGRAM =
      Pattern.compile("prog '([^']*)': BPF program load failed");

  private LoadAdvice() {}

  /** Loading an object whose programs are of some types. */
  static Advice onLoad(Collection<ProgramType> types) {
    Set<Capability> needed = EnumSet.of(Capability.CAP_BPF);
    if (types.stream().anyMatch(TRACING::contains)) {
      needed.add(Capability.CAP_PERFMON);
    }
    boolean isAdministrator = Capability.has(Capability.CAP_SYS_ADMIN);
    if (types.stream().anyMatch(NETWORKING::contains) && !isAdministrator) {
      needed.add(Capability.CAP_NET_ADMIN);
    }
    return Advice.onPrivilege(needed.toArray(Capability[]::new))
        .or(LoadAdvice::onPolicy)
        .or(ON_OBJECT);
  }

  private static String onPolicy(Advice.Failure failure) {
    Matcher program = REFUSED_PROGRAM.matcher(String.join("\n", failure.messages()));
    if (failure.errno() != EPERM || !program.find()) {
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
