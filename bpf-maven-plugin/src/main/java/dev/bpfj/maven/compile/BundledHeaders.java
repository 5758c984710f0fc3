package dev.bpfj.maven.compile;

import dev.bpfj.maven.target.TargetArch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The headers that BPF programs include, from the artifact {@code libbpf-headers}: libbpf's, the
 * kernel's for each architecture, and a few of a C library's. They are unpacked once into a cache
 * that all builds share; this machine's own headers are not used.
 */
public final class BundledHeaders {
  private static final String NAME = "libbpf-headers";
  private static final String RESOURCES = "/META-INF/" + NAME + "/";

  /** The architecture whose headers are used if the target's architecture is unknown. */
  private static final String ANY_ARCHITECTURE = "x86";

  private final Path cache;

  /**
   * The headers of this plugin's version.
   *
   * @param cache the directory that holds what was unpacked, made if need be
   */
  public BundledHeaders(Path cache) {
    this.cache = cache;
  }

  /**
   * Clang's options for these headers, which are unpacked if necessary. Directories given by {@code
   * -I} come first; the only system headers that remain are clang's own, such as {@code stdint.h}.
   * Objects do not depend on where the headers were unpacked.
   *
   * @param architecture the one of the kernels that are compiled for, if it is known
   * @return the options
   * @throws IOException if they cannot be unpacked
   */
  List<String> options(Optional<TargetArch> architecture) throws IOException {
    Path root = unpacked();
    String machine = architecture.map(TargetArch::macro).orElse(ANY_ARCHITECTURE);
    return List.of(
        "-nostdlibinc",
        "-isystem",
        root.resolve("bpf").toString(),
        "-isystem",
        root.resolve("libc").toString(),
        "-isystem",
        root.resolve("kernel").toString(),
        "-isystem",
        root.resolve("arch").resolve(machine).toString(),
        "-ffile-prefix-map=" + root + "=" + NAME,
        // So that the objects for two architectures differ only if the programs do. Of two prefixes
        // that fit clang takes the later one.
        "-ffile-prefix-map=" + root.resolve("arch").resolve(machine) + "=" + NAME + "/arch");
  }

  private Path unpacked() throws IOException {
    List<String> index = new String(read("index"), StandardCharsets.UTF_8).lines().toList();
    String name = NAME + "-" + index.get(0).substring(0, 16);
    return UnpackedDirectory.of(cache, name, made -> unpack(index.subList(1, index.size()), made));
  }

  private static void unpack(List<String> names, Path directory) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream in = open(name)) {
        // Some of the kernel's differ in case alone: one file, where case does not count.
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = BundledHeaders.class.getResourceAsStream(RESOURCES + name);
    if (in == null) {
      throw new IOException(RESOURCES + name + ": is missing in the artifact " + NAME);
    }
    return in;
  }
}
