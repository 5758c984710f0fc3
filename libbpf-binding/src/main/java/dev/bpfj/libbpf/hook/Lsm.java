package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;

/**
 * The LSM hook that a program was loaded for ({@code bpf_program__attach_lsm}). Kernels run such
 * programs only if {@code bpf} is among the modules that {@code /sys/kernel/security/lsm} lists;
 * before Linux 5.11 they do not say so. Needs {@code CONFIG_BPF_LSM}.
 *
 * <p>Immutable, thread-safe.
 */
public record Lsm() implements Hook {
  static {
    AttachFunctions.register(Lsm.class, Lsm::attach);
  }

  /**
   * The LSM hook that the program was loaded for.
   *
   * @return the hook
   */
  public static Lsm loadedTarget() {
    return new Lsm();
  }

  private static <L> L attach(Lsm lsm, Attaching<L> program) {
    return program.link(
        "bpf_program__attach_lsm",
        KernelFeature.LSM,
        memory -> Native.libbpf().bpf_program__attach_lsm(program.pointer()));
  }
}
