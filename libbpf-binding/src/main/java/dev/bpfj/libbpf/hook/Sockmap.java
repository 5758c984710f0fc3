package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;

/**
 * The sockets of a sockmap or sockhash ({@code bpf_program__attach_sockmap}). Needs libbpf 1.5 and
 * Linux 6.10; {@link ByType} does it without a link on all kernels.
 *
 * <p>Immutable, thread-safe.
 *
 * @param map the map
 */
public record Sockmap(Descriptor map) implements Hook {
  static {
    AttachFunctions.register(Sockmap.class, Sockmap::attach);
  }

  /**
   * The sockets of a map.
   *
   * @param map the map
   * @return the hook
   */
  public static Sockmap of(Descriptor map) {
    return new Sockmap(map);
  }

  private static <L> L attach(Sockmap sockmap, Attaching<L> program) {
    return program.link(
        "bpf_program__attach_sockmap",
        KernelFeature.SOCKMAP_LINK,
        sockmap.map,
        (memory, fd) -> Native.libbpf().bpf_program__attach_sockmap(program.pointer(), fd));
  }
}
