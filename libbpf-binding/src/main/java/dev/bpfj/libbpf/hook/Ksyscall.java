package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.KsyscallOpts;

/**
 * The kernel's function behind a system call, whatever its name is on this architecture ({@code
 * bpf_program__attach_ksyscall}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param name the system call's name, such as {@code nanosleep}
 * @param onReturn whether to run when the function returns
 * @param cookie what {@code bpf_get_attach_cookie} returns to the program; anything but 0 needs
 *     Linux 5.15
 */
public record Ksyscall(String name, boolean onReturn, long cookie) implements Hook {
  static {
    AttachFunctions.register(Ksyscall.class, Ksyscall::attach, call -> Kprobe.ADVICE);
  }

  /**
   * Runs when the system call is entered.
   *
   * @param name the system call's name
   * @return the hook
   */
  public static Ksyscall entry(String name) {
    return new Ksyscall(name, false, 0);
  }

  /**
   * Runs when the system call returns.
   *
   * @param name the system call's name
   * @return the hook
   */
  public static Ksyscall returning(String name) {
    return new Ksyscall(name, true, 0);
  }

  /**
   * Sets the cookie.
   *
   * @param value what {@code bpf_get_attach_cookie} returns to the program
   * @return a changed copy
   */
  public Ksyscall cookie(long value) {
    return new Ksyscall(name, onReturn, value);
  }

  private static <L> L attach(Ksyscall ksyscall, Attaching<L> program) {
    return program.link(
        "bpf_program__attach_ksyscall",
        KernelFeature.PERF_EVENT_COOKIE.onlyIf(ksyscall.cookie != 0),
        memory ->
            Native.libbpf()
                .bpf_program__attach_ksyscall(
                    program.pointer(),
                    memory.string(ksyscall.name),
                    KsyscallOpts.write(memory, ksyscall.cookie, ksyscall.onReturn)));
  }
}
