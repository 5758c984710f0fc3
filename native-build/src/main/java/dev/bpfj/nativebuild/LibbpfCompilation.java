package dev.bpfj.nativebuild;

import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compiles libbpf. The same compiler is used for every architecture, so that the result does not
 * depend on the build machine.
 */
final class LibbpfCompilation {
  private static final Tool CLANG = new Tool("clang-19", "clang-19");
  private static final Tool AR = new Tool("llvm-ar-19", "llvm-19");
  private static final Tool MAKE = new Tool("make", "make");
  private static final Tool LINKER = new Tool("ld.lld-19", "lld-19");
  private static final Tool TAR = new Tool("tar", "tar");

  // What libbpf's own makefile is told, but for paths. Nothing that the library must not have may
  // be left to the loader: what it lacks is found while it is linked.
  private static final String CFLAGS = "-O2 -Wall";
  private static final String LDFLAGS =
      "-fuse-ld=lld -static-libgcc -Wl,--no-undefined -Wl,-z,relro -Wl,-z,now -Wl,-s";

  private final Path archive;
  private final Path sysroot;
  private final Target target;

  /**
   * A compilation.
   *
   * @param archive libbpf's sources, packed
   * @param sysroot the headers and libraries that it is compiled against
   * @param target the machine that it is for
   */
  LibbpfCompilation(Path archive, Path sysroot, Target target) {
    this.archive = archive;
    this.sysroot = sysroot;
    this.target = target;
  }

  /** How libbpf is compiled, which is part of the cache key. */
  static List<String> recipe() {
    return List.of(CLANG.name(), CFLAGS, LDFLAGS);
  }

  /**
   * Compiles it.
   *
   * @param work an empty directory for what comes up meanwhile
   * @param version the version that the sources have, which the library's file name ends with
   * @return the library
   */
  Path run(Path work, String version) throws IOException {
    LINKER.find(); // clang looks for it by itself, and says less if it is not there
    Path sources = unpacked(archive, work);
    String library = "libbpf.so." + version;
    List<String> arguments =
        List.of(
            "NO_PKG_CONFIG=1",
            "CC=" + CLANG.find() + " --target=" + target.triple() + " --sysroot=" + sysroot,
            "AR=" + AR.find(),
            "CFLAGS=" + CFLAGS + " -ffile-prefix-map=" + sources + "=",
            "LDFLAGS=" + LDFLAGS,
            library);
    Path directory = sources.resolve("src");
    Command.of(MAKE.find(), arguments).in(directory).runOrFail();
    return directory.resolve(library);
  }

  /** The only directory in an archive, unpacked. */
  static Path unpacked(Path archive, Path work) throws IOException {
    Files.createDirectories(work);
    Command.of(TAR.find(), "-xf", archive.toString(), "-C", work.toString()).runOrFail();
    try (var entries = Files.list(work)) {
      return entries.findFirst().orElseThrow();
    }
  }
}
