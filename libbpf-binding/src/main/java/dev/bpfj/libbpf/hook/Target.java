package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.FileSystem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What a hook names by a path or has open already. */
final class Target {
  private Target() {}

  static void requireOne(String what, Optional<Path> path, Optional<Descriptor> descriptor) {
    if (path.isPresent() == descriptor.isPresent()) {
      throw new IllegalArgumentException(
          what
              + ": either a path or a descriptor is needed: path="
              + path.map(Path::toString).orElse(""));
    }
  }

  /** Attaches to it, having opened the path. */
  static <L> L open(
      Attaching<L> program,
      Optional<Path> path,
      Optional<Descriptor> descriptor,
      Function<Descriptor, L> attach) {
    program.requireLoaded();
    if (path.isEmpty()) {
      return attach.apply(descriptor.orElseThrow());
    }
    try (OpenFile file = OpenFile.of(path.get())) {
      return attach.apply(file);
    }
  }

  /** Whether it is on a file system. */
  static boolean isOn(FileSystem system, Optional<Path> path, Optional<Descriptor> descriptor) {
    return path.map(system::has)
        .or(() -> descriptor.map(each -> each.use(system::has)))
        .orElse(false);
  }
}
