package dev.bpfj.kernelvm.image;

import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.io.CachedDirectory;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JDK's runtime, as small as tests allow, linked once per JDK and cached. */
final class JavaRuntime {
  /** Everything that tests may need: all modules but those of desktops, compilers and tools. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.compiler",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.prefs",
          "java.rmi",
          "java.scripting",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.transaction.xa",
          "java.xml",
          "java.xml.crypto",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  /** What a JDK's lib has that no program needs, and class data for other collectors and heaps. */
  private static final List<String> NOT_COPIED =
      List.of(
          "src.zip", "ct.sym", "classes_nocoops.jsa", "classes_coh.jsa", "classes_nocoops_coh.jsa");

  private final Path javaHome;
  private final Path cache;
  private final Progress progress;

  private JavaRuntime(Path javaHome, Path cache, Progress progress) {
    this.javaHome = javaHome;
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * The run time of a JDK.
   *
   * @param javaHome the JDK
   * @param cache where run times are kept
   * @param progress told when one is made
   * @return a directory with {@code bin/java}; its name changes with the JDK's contents
   */
  static Path of(Path javaHome, Path cache, Progress progress) {
    return new JavaRuntime(javaHome, cache, progress).get();
  }

  private Path get() {
    return CachedDirectory.of(
        cache,
        "java-" + identity(),
        runtime -> {
          progress.info("making a Java run time for guests of " + javaHome);
          make(runtime);
        });
  }

  private String identity() {
    Path jvm = javaHome.resolve("lib/server/libjvm.so");
    return Fingerprint.of(
        Stream.concat(
            Stream.of(javaHome.toString(), Fingerprint.file(jvm)),
            Stream.concat(
                Stream.of(Fingerprint.file(javaHome.resolve("release"))), MODULES.stream())));
  }

  private void make(Path target) throws IOException {
    Path jlink = javaHome.resolve("bin/jlink");
    if (Files.isExecutable(jlink)) {
      Command.Output linked = link(jlink, target);
      if (linked.ok()) {
        share(target);
        return;
      }
      String why = (linked.out() + linked.err()).lines().findFirst().orElse("");
      progress.warn(javaHome + ": jlink cannot link it, it is copied instead: " + why);
      Trees.delete(target);
    }
    copy(target);
  }

  private Command.Output link(Path jlink, Path target) {
    String present = Command.of(javaHome.resolve("bin/java"), "--list-modules").runOrFail();
    List<String> available =
        Arrays.stream(present.split("\\R")).map(line -> line.replaceFirst("@.*", "")).toList();
    String modules = MODULES.stream().filter(available::contains).collect(Collectors.joining(","));
    return Command.of(
            jlink,
            List.of(
                "--add-modules",
                modules,
                "--no-header-files",
                "--no-man-pages",
                "--output",
                target.toString()))
        .run();
  }

  // Linking leaves out the archive of parsed classes that shortens every start; without it
  // guests start too, only later.
  private void share(Path target) {
    Command.Output dumped = Command.of(target.resolve("bin/java"), "-Xshare:dump").run();
    if (!dumped.ok()) {
      progress.warn(target + ": no class data archive: " + dumped.err().strip());
    }
  }

  private void copy(Path target) throws IOException {
    for (String directory : List.of("lib", "conf")) {
      Path source = javaHome.resolve(directory);
      try (Stream<Path> all = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          if (!NOT_COPIED.contains(file.getFileName().toString())) {
            copy(file, target.resolve(javaHome.relativize(file).toString()));
          }
        }
      }
    }
    copy(javaHome.resolve("bin/java"), target.resolve("bin/java"));
  }

  private static void copy(Path source, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
