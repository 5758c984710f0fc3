package dev.bpfj.kernelvm.kernel;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Modules of one kernel by name, uncompressed, each after those that it depends on. The
 * dependencies are read from the modules themselves: a package that was unpacked and not installed
 * has no {@code modules.dep}.
 */
public final class KernelModules {
  private static final Map<String, Tool> DECOMPRESSORS =
      Map.of(
          ".xz", new Tool("xz", "xz-utils"),
          ".zst", new Tool("zstd", "zstd"),
          ".gz", new Tool("gzip", "gzip"));

  private final Kernel kernel;
  private final Path work;
  private final List<Path> loadOrder = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private KernelModules(Kernel kernel, Path work) {
    this.kernel = kernel;
    this.work = work;
  }

  /**
   * Finds modules.
   *
   * @param kernel whose modules
   * @param names module names; those built into the kernel are known and need nothing
   * @param work directory for uncompressed modules; made if need be
   * @return {@code .ko} files in the order in which they can be inserted
   * @throws InvalidRequestException if the kernel has no such module
   */
  public static List<Path> find(Kernel kernel, List<String> names, Path work) {
    KernelModules modules = new KernelModules(kernel, work);
    names.forEach(modules::add);
    return List.copyOf(modules.loadOrder);
  }

  private void add(String name) {
    if (!seen.add(canonical(name)) || isBuiltIn(name)) {
      return;
    }
    Path file = uncompressed(canonical(name), locate(name));
    try {
      dependencies(Files.readAllBytes(file)).forEach(this::add);
    } catch (IOException e) {
      throw new KernelTestException(file + ": module cannot be read: " + e, e);
    }
    loadOrder.add(file);
  }

  // The kernel takes both spellings for one module; files use either.
  private static String canonical(String name) {
    return name.replace('-', '_');
  }

  private static String moduleName(Path file) {
    return canonical(file.getFileName().toString().replaceFirst("\\.ko(\\.\\w+)?$", ""));
  }

  private boolean isBuiltIn(String name) {
    for (Path directory : kernel.modules()) {
      Path list = directory.resolve("modules.builtin");
      try {
        if (Files.isReadable(list)
            && Files.readAllLines(list).stream()
                .anyMatch(line -> moduleName(Path.of(line)).equals(canonical(name)))) {
          return true;
        }
      } catch (IOException e) {
        throw new KernelTestException(list + ": cannot be read: " + e, e);
      }
    }
    return false;
  }

  private Path locate(String name) {
    return kernel.modules().stream()
        .flatMap(directory -> Trees.find(directory, "*.ko*").stream())
        .filter(file -> moduleName(file).equals(canonical(name)))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "kernel '"
                        + kernel.name()
                        + "' ("
                        + kernel.release()
                        + "): no module '"
                        + name
                        + "': searched="
                        + kernel.modules()));
  }

  private Path uncompressed(String name, Path file) {
    String fileName = file.getFileName().toString();
    Optional<Tool> tool =
        DECOMPRESSORS.entrySet().stream()
            .filter(entry -> fileName.endsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    if (tool.isEmpty()) {
      return file;
    }
    try {
      Files.createDirectories(work);
    } catch (IOException e) {
      throw new KernelTestException(work + ": cannot be written: " + e, e);
    }
    Path plain = work.resolve(name + ".ko");
    Command.of(tool.get().find(), "-dc", file.toString()).runInto(plain);
    return plain;
  }

  // Section .modinfo is a row of "key=value" strings, each ended by a zero byte.
  private static List<String> dependencies(byte[] module) {
    String text = new String(module, StandardCharsets.ISO_8859_1);
    int start = text.indexOf("\0depends=");
    if (start < 0) {
      return List.of();
    }
    start += "\0depends=".length();
    String names = text.substring(start, text.indexOf('\0', start));
    return names.isEmpty() ? List.of() : List.of(names.split(","));
  }
}
