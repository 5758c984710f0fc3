package dev.bpfj.libbpf.internal.call;

import static dev.bpfj.libbpf.internal.kernel.Errno.EACCES;
import static dev.bpfj.libbpf.internal.kernel.Errno.EAGAIN;
import static dev.bpfj.libbpf.internal.kernel.Errno.EBUSY;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINTR;
import static dev.bpfj.libbpf.internal.kernel.Errno.EMFILE;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENFILE;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOMEM;
import static dev.bpfj.libbpf.internal.kernel.Errno.EOPNOTSUPP;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.kernel.Capabilities;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about the commonest failures. */
final class Advice {
  /** What EMFILE means. */
  static final String ON_OPEN_FILES = "this process has as many files open as it may (ulimit -n)";

  // EPERM: another file system. ENOENT: no such folder.
  private static final Set<Integer> NOT_THERE = Set.of(EPERM, ENOENT);

  private static final Pattern REFUSED_PROGRAM =
      Pattern.compile("prog '([^']*)': BPF program load failed");

  // What libbpf says, and what helps. In its own words, since errno alone says too little.
  private static final Map<String, String> BY_MESSAGE =
      Map.ofEntries(
          Map.entry(
              "kernel BTF type ID",
              "the running kernel has no function or tracepoint of that name that programs attach"
                  + " to; check its spelling and /sys/kernel/btf/vmlinux"),
          Map.entry(
              "failed to find valid kernel BTF",
              "the kernel has no type information (CONFIG_DEBUG_INFO_BTF); name a file with it by"
                  + " OpenOptions.withBtfCustomPath"),
          Map.entry(
              "failed to open system Kconfig",
              "the kernel's configuration cannot be read; give the values by"
                  + " OpenOptions.withKconfig"),
          Map.entry(
              "failed to determine tracepoint",
              "the kernel has no such tracepoint, or tracefs is not mounted:"
                  + " mount -t tracefs none /sys/kernel/tracing"),
          Map.entry(
              "missing BPF prog type, check ELF section name",
              "the loaded libbpf does not know the program's section: it is misspelled, or needs a"
                  + " newer libbpf"),
          Map.entry(
              "failed to find symbol",
              "the file has no function of that name; nm -D lists those that it has"),
          Map.entry(
              "couldn't find function",
              "the file has no function of that name; nm -D lists those that it has"),
          Map.entry(
              "failed to resolve full path",
              "there is no such file where libraries and programs are looked for; give its path"),
          Map.entry(
              "failed to create kprobe",
              "the kernel has no function of that name that can be probed; /proc/kallsyms lists its"
                  + " functions, /sys/kernel/debug/kprobes/blacklist those that cannot be"));

  private Advice() {}

  /** Advice as a sentence, empty if there is none. */
  static String on(String operation, int errno, List<String> messages) {
    if (operation.startsWith("bpf_obj_pin") && NOT_THERE.contains(errno)) {
      return "the path must be in a BPF file system: mount -t bpf bpf /sys/fs/bpf";
    } else if (operation.equals("bpf_link__detach") && errno == EOPNOTSUPP) {
      return "links of this type are detached by closing them";
    } else if (operation.equals("bpf_link_update") && errno == EPERM) {
      return "another program than the expected one is attached";
    }
    if (operation.startsWith("bpf_tc_") && errno == ENOENT) {
      return "the kernel needs the modules sch_ingress and cls_bpf";
    } else if (errno == EBUSY && operation.equals("bpf_program__attach_xdp")) {
      return "the device has an XDP program already; ip link shows it";
    } else if (errno == EBUSY && operation.equals("bpf_map__attach_struct_ops")) {
      return "a map of section .struct_ops is registered once; one of .struct_ops.link can be"
          + " attached again";
    } else if (errno == EMFILE) {
      return "this process has as many files open as it may (ulimit -n)";
    } else if (errno == ENFILE) {
      return "the system has as many files open as it may (sysctl fs.file-max)";
    }
    String said = String.join("\n", messages);
    if (operation.equals("bpf_object__load") && (errno == EINTR || errno == EAGAIN)) {
      return "signals kept interrupting the verifier; open the object anew and load it again";
    } else if (errno == ENOMEM) {
      return "the kernel has no memory for it; a memory control group may limit this process";
    } else if (errno == EPERM || errno == EACCES) {
      return onPrivilege(operation, REFUSED_PROGRAM.matcher(said));
    }
    return BY_MESSAGE.entrySet().stream()
        .filter(entry -> said.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static String onPrivilege(String operation, Matcher refusedProgram) {
    List<String> missing = Capabilities.missing();
    if (missing.isEmpty()
        && operation.startsWith("bpf_map_")
        && !operation.startsWith("bpf_map__")) {
      return "the map is frozen, or was made read-only for user space";
    } else if (missing.isEmpty() && refusedProgram.find()) {
      return "this process has the capabilities, so the kernel's policy refuses programs of the type"
          + " or attach target of \""
          + refusedProgram.group(1)
          + "\" (kernel lockdown, a security module, or before Linux 5.11 RLIMIT_MEMLOCK="
          + MemlockLimit.text()
          + "); no change of its code helps";
    } else if (missing.isEmpty()) {
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
