package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.CookieOpts;

/**
 * What a program of section fentry, fexit, fmod_ret or tp_btf was loaded for ({@code
 * bpf_program__attach_trace_opts}): its section or {@link
 * dev.bpfj.libbpf.ProgramSettings#attachTarget attachTarget} names it.
 *
 * <p>Immutable, thread-safe.
 *
 * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
 *     Linux 5.19, for tp_btf 6.10
 */
public record Trace(long cookie) implements Hook {
  static {
    AttachFunctions.register(Trace.class, Trace::attach);
  }

  /**
   * The target that the program was loaded for.
   *
   * @return the hook
   */
  public static Trace loadedTarget() {
    return new Trace(0);
  }

  /**
   * Sets the cookie.
   *
   * @param value what {@code bpf_get_attach_cookie} returns to the program
   * @return a changed copy
   */
  public Trace cookie(long value) {
    return new Trace(value);
  }

  private static <L> L attach(Trace trace, Attaching<L> program) {
    return program.link(
        "bpf_program__attach_trace_opts",
        KernelFeature.TRACING_COOKIE.onlyIf(trace.cookie != 0),
        memory ->
            Native.libbpf()
                .bpf_program__attach_trace_opts(
                    program.pointer(), CookieOpts.write(memory, trace.cookie)));
  }
}
