package dev.bpfj.selftests.life;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a main method as nobody: another user id, no groups, no capabilities. The class path is
 * copied to where that user can read it, since a checkout may lie where only root can.
 */
final class OrdinaryUser {
  private static final String NOBODY = "65534";

  private OrdinaryUser() {}

  /** Gives what it wrote to its standard output. */
  static String run(Class<?> main) throws IOException, InterruptedException {
    Path folder =
        Files.createTempDirectory(
            "bpfj-ordinary",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try {
      List<String> setpriv =
          List.of(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "--inh-caps=-all",
              "--no-new-privs");
      return run(setpriv, main, readableClassPath(folder));
    } finally {
      delete(folder);
    }
  }

  /** The same as root of a user namespace, with all capabilities there. */
  static String runAsRootOfAUserNamespace(Class<?> main) throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path");
    return run(List.of("unshare", "--user", "--map-root-user"), main, classPath);
  }

  private static String run(List<String> prefix, Class<?> main, String classPath)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, main.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(600, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(main + " did not end well: " + out);
    }
    return out;
  }

  private static String readableClassPath(Path folder) throws IOException {
    List<String> copies = new ArrayList<>();
    int number = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!Files.exists(Path.of(entry))) {
        continue; // a module without classes of its own
      }
      Path copy = folder.resolve(number++ + "-" + Path.of(entry).getFileName());
      copy(Path.of(entry), copy);
      copies.add(copy.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
