package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.FileSystem;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network namespace, for flow dissectors and programs that look up sockets ({@code
 * bpf_program__attach_netns}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param path the namespace's file; empty for a descriptor
 * @param descriptor the namespace's file, opened; empty for a path
 */
public record Netns(Optional<Path> path, Optional<Descriptor> descriptor) implements Hook {
  static {
    AttachFunctions.register(Netns.class, Netns::attach, Netns::advice);
  }

  /**
   * A namespace by path or by descriptor.
   *
   * @param path the namespace's file; empty for a descriptor
   * @param descriptor the namespace's file, opened; empty for a path
   * @throws IllegalArgumentException if it has neither, or both
   */
  public Netns {
    Target.requireOne("netns", path, descriptor);
  }

  /**
   * A namespace by its file.
   *
   * @param file such as {@code /proc/self/ns/net} or {@code /run/netns/blue}
   * @return the hook
   */
  public static Netns at(Path file) {
    return new Netns(Optional.of(file), Optional.empty());
  }

  /**
   * A namespace whose file is open.
   *
   * @param file as {@link dev.bpfj.libbpf.fd.OpenFile#of} opens it
   * @return the hook
   */
  public static Netns of(Descriptor file) {
    return new Netns(Optional.empty(), Optional.of(file));
  }

  private static Advice advice(Netns netns) {
    return failure ->
        failure.isGeneral() || Target.isOn(FileSystem.NAMESPACE, netns.path, netns.descriptor)
            ? ""
            : "it is no namespace, such as /proc/self/ns/net or /run/netns/NAME";
  }

  private static <L> L attach(Netns netns, Attaching<L> program) {
    return Target.open(
        program,
        netns.path,
        netns.descriptor,
        file ->
            program.link(
                "bpf_program__attach_netns",
                KernelFeature.NONE,
                file,
                (memory, fd) -> Native.libbpf().bpf_program__attach_netns(program.pointer(), fd)));
  }
}
