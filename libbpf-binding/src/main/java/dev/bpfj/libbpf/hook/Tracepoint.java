package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.EACCES;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.PerfEventAdvice;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.CookieOpts;

/**
 * A tracepoint of the kernel ({@code bpf_program__attach_tracepoint_opts}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param category such as {@code syscalls}
 * @param name such as {@code sys_enter_nanosleep}
 * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
 *     Linux 5.15
 */
public record Tracepoint(String category, String name, long cookie) implements Hook {
  private static final Advice ADVICE =
      Advice.none()
          .or(Tracepoint::onFiles)
          .or(PerfEventAdvice.ON_EVENT)
          .or(
              Advice.onMessage(
                  "failed to determine tracepoint",
                  "the kernel has no such tracepoint, or tracefs is not mounted:"
                      + " mount -t tracefs none /sys/kernel/tracing"));

  // Whatever capabilities for BPF the process has.
  private static String onFiles(Advice.Failure failure) {
    return failure.errno() == EACCES && failure.says("failed to determine tracepoint")
        ? "only root may read /sys/kernel/tracing; run it as root, give it CAP_DAC_READ_SEARCH, or let"
            + " a group read: mount -o remount,gid=GROUP,mode=750 /sys/kernel/tracing"
        : "";
  }

  static {
    AttachFunctions.register(Tracepoint.class, Tracepoint::attach, tracepoint -> ADVICE);
  }

  /**
   * A tracepoint.
   *
   * @param category its folder in tracefs
   * @param name its name
   * @return the hook
   */
  public static Tracepoint of(String category, String name) {
    return new Tracepoint(category, name, 0);
  }

  /**
   * Sets the cookie.
   *
   * @param value what {@code bpf_get_attach_cookie} returns to the program
   * @return a changed copy
   */
  public Tracepoint cookie(long value) {
    return new Tracepoint(category, name, value);
  }

  private static <L> L attach(Tracepoint tracepoint, Attaching<L> program) {
    return program.link(
        "bpf_program__attach_tracepoint_opts",
        KernelFeature.PERF_EVENT_COOKIE.onlyIf(tracepoint.cookie != 0),
        memory ->
            Native.libbpf()
                .bpf_program__attach_tracepoint_opts(
                    program.pointer(),
                    memory.string(tracepoint.category),
                    memory.string(tracepoint.name),
                    CookieOpts.write(memory, tracepoint.cookie)));
  }
}
