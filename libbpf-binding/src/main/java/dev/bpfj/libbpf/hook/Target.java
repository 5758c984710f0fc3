package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.FileSystem;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a hook names by a path or has open already. */
final class Target {
  private Target() {}

  static void requireOne(String what, @Nullable Path path, @Nullable Descriptor descriptor) {
    if ((path == null) == (descriptor == null)) {
      throw new IllegalArgumentException(
          what + ": either a path or a descriptor is needed: path=" + path);
    }
  }

  /** Attaches to it, having opened the path. */
  static <L> L open(
      Attaching<L> program,
      @Nullable Path path,
      @Nullable Descriptor descriptor,
      Function<Descriptor, L> attach) {
    program.requireLoaded();
    if (path != null) {
      try (OpenFile file = OpenFile.of(path)) {
        return attach.apply(file);
      }
    } else if (descriptor != null) {
      return attach.apply(descriptor);
    }
    throw new IllegalStateException("neither a path nor a descriptor");
  }

  /** Whether it is on a file system. */
  static boolean isOn(FileSystem system, @Nullable Path path, @Nullable Descriptor descriptor) {
    return descriptor == null ? path != null && system.has(path) : descriptor.use(system::has);
  }
}
