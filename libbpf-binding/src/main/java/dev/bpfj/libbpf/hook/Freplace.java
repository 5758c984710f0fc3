package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;

/**
 * A function of another program, which the attached program replaces until its link is closed
 * ({@code bpf_program__attach_freplace}). With the target that the program was loaded for, {@code
 * attach()} does the same.
 *
 * <p>Immutable, thread-safe.
 *
 * @param target the program whose function is replaced; its function must be of the same kind as
 *     that of the target that this program was loaded for
 * @param function the function's name
 */
public record Freplace(Descriptor target, String function) implements Hook {
  static {
    AttachFunctions.register(Freplace.class, Freplace::attach);
  }

  /**
   * A function of another program.
   *
   * @param target the program whose function is replaced
   * @param function the function's name
   * @return the hook
   */
  public static Freplace of(Descriptor target, String function) {
    return new Freplace(target, function);
  }

  private static <L> L attach(Freplace freplace, Attaching<L> program) {
    return program.link(
        "bpf_program__attach_freplace",
        KernelFeature.NONE,
        freplace.target,
        (memory, fd) ->
            Native.libbpf()
                .bpf_program__attach_freplace(
                    program.pointer(), fd, memory.string(freplace.function)));
  }
}
