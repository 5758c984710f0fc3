package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.InputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds clang on a {@code PATH}. */
final class ClangFinder {
  static final String INSTALL =
      "install one that has the BPF target (Debian and Ubuntu: apt-get install clang, or a newer"
          + " one such as clang-19; Fedora: dnf install clang) or name one by"
          + " -Dbpf.clang=/path/to/clang";

  /** The alternative if the bundled compiler cannot be used. */
  static final String OTHERWISE = "; " + INSTALL;

  private static final Pattern VERSIONED = Pattern.compile("clang-(\\d{1,4})");

  private final List<Path> directories;

  /** Looks in the directories of a {@code PATH}. */
  ClangFinder(String path) {
    List<Path> found = new ArrayList<>();
    for (String directory : path.split(Pattern.quote(File.pathSeparator), -1)) {
      // An empty entry means the current directory to a shell; nobody's compiler is wanted there.
      if (!directory.isEmpty()) {
        found.add(Path.of(directory));
      }
    }
    this.directories = List.copyOf(found);
  }

  /**
   * Finds a compiler that was asked for.
   *
   * @param wanted its name or path
   * @return an executable file
   * @throws InputException if there is none
   */
  Path named(String wanted) {
    Path path = Path.of(wanted);
    boolean isName = path.getNameCount() == 1 && !path.isAbsolute();
    Optional<Path> found =
        isName ? onPath(wanted) : Optional.of(path).filter(ClangFinder::isProgram);
    return found.orElseThrow(
        () -> new InputException("bpf.clang: no such program: value=" + wanted + OTHERWISE));
  }

  /**
   * The candidates if the user named no compiler.
   *
   * @return {@code clang}, then the newest {@code clang-NN}, as far as they exist
   */
  List<Path> candidates() throws IOException {
    return Stream.of(onPath("clang"), newest()).flatMap(Optional::stream).toList();
  }

  private Optional<Path> onPath(String name) {
    return directories.stream()
        .flatMap(
            directory ->
                List.of(directory.resolve(name), directory.resolve(name + ".exe")).stream())
        .filter(ClangFinder::isProgram)
        .findFirst();
  }

  private Optional<Path> newest() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory) && Files.isReadable(directory)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "clang-*")) {
          files.forEach(found::add);
        }
      }
    }
    return found.stream()
        .filter(file -> version(file) > 0)
        .filter(ClangFinder::isProgram)
        .max(Comparator.comparingInt(ClangFinder::version));
  }

  private static int version(Path file) {
    Matcher matcher = VERSIONED.matcher(file.getFileName().toString());
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
