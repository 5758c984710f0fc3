package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The system's headers that differ by architecture, {@code asm/*.h}. Distributions that keep those
 * of several side by side have a directory for each, in which clang looks only when it compiles for
 * that architecture itself.
 *
 * <p>Where those of the wanted architecture are not installed, this machine's take their place, as
 * far as they are the same: a source that includes one that may differ is refused.
 */
final class SystemHeaders {
  /** What BPF programs use of these is the same everywhere. */
  private static final Set<String> SAME =
      Set.of("types.h", "bitsperlong.h", "posix_types.h", "posix_types_64.h", "swab.h");

  private static final String BYTE_ORDER = "byteorder.h";

  private final Path usr;
  private final Optional<TargetArch> wanted;
  private final Optional<TargetArch> own;

  /**
   * Headers of a system.
   *
   * @param usr its directory {@code /usr}
   * @param wanted the architecture that is compiled for
   * @param own that of this machine
   */
  SystemHeaders(Path usr, Optional<TargetArch> wanted, Optional<TargetArch> own) {
    this.usr = usr;
    this.wanted = wanted;
    this.own = own;
  }

  /** The directory for clang to look in: that of the wanted architecture, else any. */
  Optional<Path> directory() {
    return Stream.concat(wanted.stream(), TargetArch.all().stream())
        .flatMap(this::directories)
        .filter(directory -> Files.isDirectory(directory.resolve("asm")))
        .findFirst();
  }

  // The second is where packages of cross compilers have them.
  private Stream<Path> directories(TargetArch arch) {
    return arch.multiarch().stream()
        .flatMap(
            name ->
                Stream.of(usr.resolve("include").resolve(name), usr.resolve(name + "/include")));
  }

  /**
   * Checks that what a source included is right for the wanted architecture.
   *
   * @throws InputException if a header is another one's and may differ, with what to install
   */
  void requireRight(Path source, List<Path> included) {
    if (wanted.isEmpty() || wanted.equals(own)) {
      return;
    }
    TargetArch arch = wanted.get();
    List<Path> right = directories(arch).toList();
    for (Path header : included) {
      if (isOfAnArchitecture(header) && right.stream().noneMatch(header::startsWith)) {
        throw new InputException(
            source
                + ": a header of another architecture, which may differ: header="
                + header
                + ", bpf.targetArch="
                + arch.macro()
                + "; install those of "
                + arch.macro()
                + " (Debian and Ubuntu: apt-get install linux-libc-dev-"
                + arch.debian()
                + "-cross), or take the types from a vmlinux.h of such a kernel");
      }
    }
  }

  private boolean isOfAnArchitecture(Path header) {
    Path parent = header.getParent();
    String name = header.getFileName().toString();
    boolean isSame =
        SAME.contains(name)
            || (name.equals(BYTE_ORDER)
                && own.map(TargetArch::order).equals(wanted.map(TargetArch::order)));
    return header.startsWith(usr) && parent != null && parent.endsWith("asm") && !isSame;
  }
}
