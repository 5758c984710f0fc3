package dev.bpfj.kernelvm.kernel;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.apt.PackageCache;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a kernel of what the user wrote: a file's path, a {@code .deb}'s path, or a name. */
public final class KernelResolver {
  private final KernelList list;
  private final PackageCache packages;
  private final Architecture architecture;
  private final boolean withModules;

  /**
   * A resolver.
   *
   * @param list the kernels that can be named
   * @param packages where named ones are fetched
   * @param architecture the guests'
   * @param withModules whether modules are wanted: where they are a package of their own it is
   *     fetched only then
   */
  public KernelResolver(
      KernelList list, PackageCache packages, Architecture architecture, boolean withModules) {
    this.list = list;
    this.packages = packages;
    this.architecture = architecture;
    this.withModules = withModules;
  }

  /**
   * Finds a kernel, fetching it if need be.
   *
   * @param wanted a path to a vmlinuz or a {@code .deb}, or a name of the list
   * @param scratch directory for what a {@code .deb} holds; made if need be
   * @return the kernel
   * @throws InvalidRequestException if it is neither, or the file is no kernel
   */
  public Kernel resolve(String wanted, Path scratch) {
    Optional<KernelList.Entry> entry = list.find(wanted);
    if (entry.isPresent()) {
      return fetched(entry.get());
    }
    Path file = Path.of(wanted).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new InvalidRequestException(
          "kernel '"
              + wanted
              + "': neither a file nor a known name: known="
              + list.names()
              + ": give the path of a vmlinuz or of a .deb, or add it to a list of your own");
    }
    return wanted.endsWith(".deb") ? unpacked(file, scratch) : file(file);
  }

  private Kernel fetched(KernelList.Entry entry) {
    String glob = entry.image().replace("{arch}", architecture.debian());
    Path tree = packages.newest(entry.suite(), glob, "");
    String image = tree.getFileName().toString().split("_", 2)[0];
    // What follows the name proper: "-7.3.4+deb13-cloud-amd64".
    String suffix = image.substring(glob.indexOf("-" + entry.name()));
    List<Path> trees = new ArrayList<>(List.of(tree));
    entry.config().ifPresent(name -> trees.add(part(entry, name + suffix)));
    if (withModules) {
      entry.modules().ifPresent(name -> trees.add(part(entry, name + suffix)));
    }
    return kernel(entry.name(), image, trees);
  }

  private Path part(KernelList.Entry entry, String name) {
    return packages.newest(entry.suite(), name, "");
  }

  /**
   * The boot image in a package, of whatever architecture.
   *
   * @param deb the package
   * @param scratch directory for what it holds, emptied; made if need be
   * @return the image
   * @throws InvalidRequestException if there is none
   */
  public static Path image(Path deb, Path scratch) {
    unpack(deb, scratch);
    return image(scratch, deb.toString());
  }

  private static Path image(Path tree, String origin) {
    return Trees.find(tree, "vmlinuz*").stream()
        .findFirst()
        .orElseThrow(
            () -> new InvalidRequestException(origin + ": package has no boot image (vmlinuz)"));
  }

  private static void unpack(Path file, Path scratch) {
    Trees.delete(scratch);
    try {
      Files.createDirectories(scratch);
    } catch (IOException e) {
      throw new KernelTestException(scratch + ": cannot be written: " + e, e);
    }
    PackageCache.unpack(file, scratch);
  }

  private Kernel unpacked(Path file, Path scratch) {
    unpack(file, scratch);
    String name = file.getFileName().toString().replaceFirst("(?<=.)(_.*|\\.deb)$", "");
    return kernel(name, file.toString(), List.of(scratch));
  }

  // Debian's layout: boot/vmlinuz-R or usr/lib/modules/R/vmlinuz, boot/config-R or
  // usr/lib/modules/R/config, modules in (usr/)lib/modules/R.
  private Kernel kernel(String name, String origin, List<Path> trees) {
    Path image = image(trees.get(0), origin);
    String release = BootImage.release(image, architecture);
    List<Path> modules = trees.stream().flatMap(tree -> modules(tree, release)).toList();
    Optional<Path> config =
        Stream.concat(
                trees.stream().map(tree -> tree.resolve("boot/config-" + release)),
                modules.stream().map(directory -> directory.resolve("config")))
            .filter(Files::isReadable)
            .findFirst();
    return new Kernel(name, release, image, config, modules);
  }

  // As on a machine: /boot/vmlinuz-R beside /boot/config-R, modules in /lib/modules/R.
  private Kernel file(Path image) {
    String release = BootImage.release(image, architecture);
    return new Kernel(
        image.getFileName().toString(),
        release,
        image,
        Optional.of(image.resolveSibling("config-" + release)).filter(Files::isReadable),
        modules(Path.of("/"), release).toList());
  }

  private static Stream<Path> modules(Path root, String release) {
    return Stream.of("lib/modules", "usr/lib/modules")
        .map(directory -> root.resolve(directory).resolve(release))
        .filter(Files::isDirectory);
  }
}
