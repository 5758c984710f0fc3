package dev.bpfj.libbpf.probe;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.BlockedSignals;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelRelease;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.link.LinkType;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.program.ProgramType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Asks the running kernel what it can do. The first question of a kind makes a small program or map
 * and throws it away; its answer is kept for the process's life. What this process is not allowed
 * to do counts as missing, so ask as the user who will load: without any capability for BPF there
 * is no answer but an exception.
 *
 * <p>Thread-safe.
 */
public final class KernelProbe {
  private static final int NOT_TOLD = -1;
  private static final Path KERNEL_BTF = Path.of("/sys/kernel/btf/vmlinux");

  private record Question(String kind, int first, int second) {}

  private static final Map<Question, Support> ANSWERS = new ConcurrentHashMap<>();

  private KernelProbe() {}

  /**
   * Whether programs of a type can be loaded ({@code libbpf_probe_bpf_prog_type}).
   *
   * @param type the type
   * @return {@link Support#UNKNOWN} for a type that the loaded libbpf does not know
   * @throws BpfException -EPERM without any capability for BPF
   */
  public static Support programType(ProgramType type) {
    LibBpf libbpf = Native.libbpf();
    return ask(
        new Question("libbpf_probe_bpf_prog_type", type.number(), 0),
        "program type " + type,
        () ->
            BlockedSignals.number(
                Native.KERNEL, () -> libbpf.libbpf_probe_bpf_prog_type(type.number(), 0)));
  }

  /**
   * Whether maps of a type can be made ({@code libbpf_probe_bpf_map_type}).
   *
   * @param type the type
   * @return {@link Support#UNKNOWN} for a type that the loaded libbpf does not know, and for
   *     struct_ops before Linux 6.9 with a libbpf that asks in the words of newer kernels
   * @throws BpfException -EPERM without any capability for BPF
   */
  public static Support mapType(MapType type) {
    return ask(
        new Question("libbpf_probe_bpf_map_type", type.number(), 0),
        "map type " + type,
        () -> {
          int result = Native.libbpf().libbpf_probe_bpf_map_type(type.number(), 0);
          return result == 0 && isMisunderstood(type) ? NOT_TOLD : result;
        });
  }

  /** Since 1.4 libbpf passes a descriptor that older kernels refuse, whatever they have. */
  private static boolean isMisunderstood(MapType type) {
    return type.equals(MapType.STRUCT_OPS)
        && KernelRelease.running().compareTo(new KernelRelease(6, 9)) < 0;
  }

  /**
   * Whether programs of a type may call a helper (as {@code libbpf_probe_bpf_helper} does, but also
   * with an older libbpf, which does not understand newer kernels' refusals).
   *
   * @param type the type
   * @param helper the helper
   * @return {@link Support#UNKNOWN} for the types that are attached by BTF: tracing, ext, lsm and
   *     struct_ops
   * @throws BpfException -EPERM without any capability for BPF
   */
  public static Support helper(ProgramType type, Helper helper) {
    return ask(
        new Question("bpf_prog_load", type.number(), helper.number()),
        "helper " + helper + " in programs of type " + type,
        () -> HelperProbe.ask(type, helper));
  }

  /**
   * Whether the kernel has links of a type. Told by the kernel's own functions in {@code
   * /proc/kallsyms}, since no system call does.
   *
   * @param type the type
   * @return {@link Support#UNKNOWN} for a type that has no name here, or if the kernel's functions
   *     cannot be read
   */
  public static Support linkType(LinkType type) {
    return LinkFunctions.has(type);
  }

  /**
   * Whether the kernel tells its own types ({@code /sys/kernel/btf/vmlinux}), which programs that
   * are attached by BTF and CO-RE relocations need.
   *
   * @return true if they can be read
   */
  public static boolean hasKernelBtf() {
    return Files.isReadable(KERNEL_BTF);
  }

  private static Support ask(Question question, String subject, IntSupplier probe) {
    Support known = ANSWERS.get(question);
    if (known != null) {
      return known;
    }
    LibbpfCall.requireBpfCapability(question.kind(), subject);
    Support answer = answer(LibbpfCall.probe(question.kind(), subject, probe));
    ANSWERS.put(question, answer);
    return answer;
  }

  private static Support answer(int result) {
    if (result < 0) {
      return Support.UNKNOWN;
    }
    return result > 0 ? Support.YES : Support.NO;
  }
}
