package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.PerfEventAdvice;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.KprobeOpts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place in the kernel's code ({@code bpf_program__attach_kprobe_opts}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param function the function's name; empty for an address
 * @param offset bytes from the function's start, or the address
 * @param onReturn whether to run when the function returns (a kretprobe)
 * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
 *     Linux 5.15
 * @param mode how the kernel is asked
 */
public record Kprobe(
    Optional<String> function, long offset, boolean onReturn, long cookie, AttachMode mode)
    implements Hook {
  /** What helps where the kernel has no such function. */
  static final Advice ADVICE =
      PerfEventAdvice.ON_EVENT
          .or(Kprobe::onKernel)
          .or(
              Advice.onMessage(
                  "failed to create kprobe",
                  "the kernel has no function of that name that can be probed; /proc/kallsyms lists its"
                      + " functions, /sys/kernel/debug/kprobes/blacklist those that cannot be"));

  private static String onKernel(Advice.Failure failure) {
    boolean hasNone =
        failure.errno() == ENOENT
            && Stream.of(
                    "/sys/bus/event_source/devices/kprobe",
                    "/sys/kernel/tracing/kprobe_events",
                    "/sys/kernel/debug/tracing/kprobe_events")
                .map(Path::of)
                .noneMatch(Files::exists);
    return hasNone ? "this kernel has no kprobes (CONFIG_KPROBE_EVENTS)" : "";
  }

  static {
    AttachFunctions.register(Kprobe.class, Kprobe::attach, kprobe -> ADVICE);
  }

  /**
   * Runs when a function is entered.
   *
   * @param function its name, as in {@code /proc/kallsyms}
   * @return the hook
   */
  public static Kprobe entry(String function) {
    return new Kprobe(Optional.of(function), 0, false, 0, AttachMode.DEFAULT);
  }

  /**
   * Runs when a function returns.
   *
   * @param function its name, as in {@code /proc/kallsyms}
   * @return the hook
   */
  public static Kprobe returning(String function) {
    return new Kprobe(Optional.of(function), 0, true, 0, AttachMode.DEFAULT);
  }

  /**
   * Runs when an instruction is reached. Not possible in {@link AttachMode#LEGACY}.
   *
   * @param address the instruction's address in the running kernel
   * @return the hook
   */
  public static Kprobe at(long address) {
    return new Kprobe(Optional.empty(), address, false, 0, AttachMode.DEFAULT);
  }

  /**
   * Sets the place in the function.
   *
   * @param bytes from the function's start
   * @return a changed copy
   */
  public Kprobe offset(long bytes) {
    return new Kprobe(function, bytes, onReturn, cookie, mode);
  }

  /**
   * Sets the cookie.
   *
   * @param value what {@code bpf_get_attach_cookie} returns to the program
   * @return a changed copy
   */
  public Kprobe cookie(long value) {
    return new Kprobe(function, offset, onReturn, value, mode);
  }

  /**
   * Sets how the kernel is asked.
   *
   * @param how the mode
   * @return a changed copy
   */
  public Kprobe mode(AttachMode how) {
    return new Kprobe(function, offset, onReturn, cookie, how);
  }

  private static <L> L attach(Kprobe kprobe, Attaching<L> program) {
    kprobe.mode.requireLibbpf("bpf_program__attach_kprobe_opts", program.subject());
    if (kprobe.function.isEmpty() && kprobe.mode == AttachMode.LEGACY) {
      throw new IllegalArgumentException(
          program.subject()
              + ": a kprobe of legacy mode is put on a function, not on an address: address=0x"
              + Long.toHexString(kprobe.offset));
    }
    return program.link(
        "bpf_program__attach_kprobe_opts",
        KernelFeature.PERF_EVENT_COOKIE.onlyIf(kprobe.cookie != 0),
        memory ->
            Native.libbpf()
                .bpf_program__attach_kprobe_opts(
                    program.pointer(), memory.string(kprobe.function), kprobe.opts(memory)));
  }

  private long opts(CallMemory memory) {
    return KprobeOpts.write(memory, cookie, offset, onReturn, mode.value());
  }
}
