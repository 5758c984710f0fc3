package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.CookieOpts;

/**
 * A raw tracepoint of the kernel ({@code bpf_program__attach_raw_tracepoint}, or with a cookie
 * {@code bpf_program__attach_raw_tracepoint_opts}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param name such as {@code sys_enter}
 * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
 *     libbpf 1.4 and Linux 6.10
 */
public record RawTracepoint(String name, long cookie) implements Hook {
  static {
    AttachFunctions.register(RawTracepoint.class, RawTracepoint::attach);
  }

  /**
   * A raw tracepoint.
   *
   * @param name its name
   * @return the hook
   */
  public static RawTracepoint of(String name) {
    return new RawTracepoint(name, 0);
  }

  /**
   * Sets the cookie.
   *
   * @param value what {@code bpf_get_attach_cookie} returns to the program
   * @return a changed copy
   */
  public RawTracepoint cookie(long value) {
    return new RawTracepoint(name, value);
  }

  private static <L> L attach(RawTracepoint tracepoint, Attaching<L> program) {
    if (tracepoint.cookie == 0) {
      return program.link(
          "bpf_program__attach_raw_tracepoint",
          KernelFeature.NONE,
          memory ->
              Native.libbpf()
                  .bpf_program__attach_raw_tracepoint(
                      program.pointer(), memory.string(tracepoint.name)));
    }
    return program.link(
        "bpf_program__attach_raw_tracepoint_opts",
        KernelFeature.RAW_TRACEPOINT_COOKIE,
        memory ->
            Native.libbpf()
                .bpf_program__attach_raw_tracepoint_opts(
                    program.pointer(),
                    memory.string(tracepoint.name),
                    CookieOpts.write(memory, tracepoint.cookie)));
  }
}
