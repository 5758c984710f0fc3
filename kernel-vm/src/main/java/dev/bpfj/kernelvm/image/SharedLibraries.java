package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shared libraries that programs and libraries of this host need, as its own dynamic linker
 * finds them.
 */
final class SharedLibraries {
  private static final Tool LDD = new Tool("ldd", "libc-bin");

  /** {@code libz.so.1 => /lib/.../libz.so.1 (0x...)}, or the dynamic linker without an arrow. */
  private static final Pattern FOUND =
      Pattern.compile("\\s*(?:(\\S+) => )?(/.+?) \\(0x[0-9a-f]+\\)\\s*");

  private static final Pattern MISSING = Pattern.compile("\\s*(\\S+) => not found\\s*");

  private final Map<String, Path> files = new TreeMap<>();
  private final Set<String> missing = new TreeSet<>();

  private SharedLibraries() {}

  /**
   * Asks the dynamic linker.
   *
   * @param elfFiles programs and libraries
   * @param searchedFirst directories that come before the system's, as in LD_LIBRARY_PATH
   * @return what they need, themselves not included
   */
  static SharedLibraries of(Collection<Path> elfFiles, List<Path> searchedFirst) {
    SharedLibraries libraries = new SharedLibraries();
    if (!elfFiles.isEmpty()) {
      List<String> words = new ArrayList<>(elfFiles.stream().map(Path::toString).toList());
      Command ldd = Command.of(LDD.find(), words);
      if (!searchedFirst.isEmpty()) {
        ldd.with("LD_LIBRARY_PATH", joined(searchedFirst));
      }
      // Its exit status is 1 as soon as one file is static.
      ldd.run().out().lines().forEach(libraries::add);
    }
    return libraries;
  }

  private static String joined(List<Path> directories) {
    return directories.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private void add(String line) {
    Matcher found = FOUND.matcher(line);
    if (found.matches()) {
      Path file = Path.of(found.group(2));
      String name = found.group(1) == null ? file.getFileName().toString() : found.group(1);
      // A name with slashes is a path, and looked for there: the dynamic linker's own.
      files.putIfAbsent(name.substring(name.lastIndexOf('/') + 1), file);
    }
    Matcher lacking = MISSING.matcher(line);
    if (lacking.matches()) {
      missing.add(lacking.group(1));
    }
  }

  /** Library file by the name that it is loaded by. */
  Map<String, Path> files() {
    return files;
  }

  /** Names that the dynamic linker did not find. */
  Set<String> missing() {
    return missing;
  }

  /** The directory that the C library lies in, which every dynamic linker searches. */
  Path systemDirectory() {
    return files.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("libc.so"))
        .map(entry -> entry.getValue().getParent())
        .findFirst()
        .orElse(Path.of("/lib"));
  }

  /**
   * Where a library goes in the guest: where it is here, if the dynamic linker finds it there
   * without being told, else beside the C library.
   */
  static String guestPath(String name, Path file, Path systemDirectory) {
    boolean system = file.startsWith("/lib") || file.startsWith("/lib64") || isUsrLib(file);
    Path place = system ? file : systemDirectory.resolve(name);
    return place.toString().substring(1);
  }

  private static boolean isUsrLib(Path file) {
    return (file.startsWith("/usr/lib") || file.startsWith("/usr/lib64"))
        && !file.startsWith("/usr/lib/jvm");
  }
}
