package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.GuestOptions;
import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.apt.PackageCache;
import dev.bpfj.kernelvm.io.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The libbpf that a guest gets.
 *
 * @param file the library, empty where the guest gets none
 * @param searchedFirst directories with libraries of its own generation
 */
record Libbpf(Optional<Path> file, List<Path> searchedFirst) {
  static final String SONAME = "libbpf.so.1";
  private static final Libbpf NONE = new Libbpf(Optional.empty(), List.of());
  private static final PackageList LIST = PackageList.of("libbpf.list");

  /**
   * Finds what was asked for.
   *
   * @param guest names {@code host}, {@code none}, a path to the library, or a version of the list
   * @param systemDirectory where the host's C library lies
   * @param packages where listed versions are fetched
   * @return the library; none for {@code host} where the host has none
   */
  static Libbpf of(GuestOptions guest, Path systemDirectory, PackageCache packages) {
    return switch (guest.libbpf()) {
      case "none" -> NONE;
      case "host" -> new Libbpf(onHost(systemDirectory), List.of());
      default -> {
        Path file = Path.of(guest.libbpf()).toAbsolutePath();
        yield Files.isRegularFile(file)
            ? new Libbpf(Optional.of(file), List.of(file.getParent()))
            : fetched(guest.libbpf(), packages);
      }
    };
  }

  private static Optional<Path> onHost(Path systemDirectory) {
    return Stream.of(
            systemDirectory,
            Path.of("/usr").resolve(Path.of("/").relativize(systemDirectory)),
            Path.of("/usr/local/lib"),
            Path.of("/usr/local/lib64"),
            Path.of("/usr/lib64"),
            Path.of("/usr/lib"))
        .map(directory -> directory.resolve(SONAME))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Libbpf fetched(String version, PackageCache packages) {
    List<Path> directories =
        LIST
            .fetch(version, packages)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        "libbpf '"
                            + version
                            + "': neither 'host', 'none', a file nor a known version: known="
                            + LIST.versions()))
            .stream()
            .flatMap(tree -> Trees.find(tree, "*.so.*").stream().map(Path::getParent))
            .distinct()
            .toList();
    return new Libbpf(
        directories.stream()
            .map(directory -> directory.resolve(SONAME))
            .filter(Files::isRegularFile)
            .findFirst(),
        directories);
  }
}
