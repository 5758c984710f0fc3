package dev.bpfj.libbpf.internal.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.probe.LibbpfInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own, with directories of its own, that loads libbpf and says from where. */
final class UnpackingJvm {
  static final int NOBODY = 65534;

  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Path home;
  private final Path temporary;
  private final List<String> before = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private String classPath = System.getProperty("java.class.path");
  private Class<?> main = SaysFromWhere.class;

  /** Two empty directories below a new one. */
  UnpackingJvm() throws IOException {
    this(Files.createTempDirectory("unpacking").toRealPath().resolve("home"));
    Files.createDirectory(home);
    Files.createDirectory(temporary);
  }

  /** A home that is there already. */
  UnpackingJvm(Path home) {
    this.home = home;
    this.temporary = home.resolveSibling("tmp");
  }

  Path home() {
    return home;
  }

  Path temporary() {
    return temporary;
  }

  /** Where libraries are unpacked to first. */
  Path natives() {
    return home.resolve(".cache/bpfj/natives");
  }

  /** A file that was unpacked there. */
  Path unpacked(String name) throws IOException {
    try (Stream<Path> all = Files.walk(natives())) {
      return all.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }

  /** The JVM is started by another program. */
  UnpackingJvm startedBy(String... command) {
    before.addAll(List.of(command));
    return this;
  }

  /**
   * The JVM runs as an ordinary user without capabilities, whose directories these are then. The
   * class path is copied to where that user can read it.
   */
  UnpackingJvm asNobody() throws IOException {
    Path root = home.getParent();
    Files.setPosixFilePermissions(root, READABLE);
    Files.setAttribute(home, "unix:uid", NOBODY);
    Files.setAttribute(temporary, "unix:uid", NOBODY);
    List<String> copies = new ArrayList<>();
    for (String entry : classPath.split(":")) {
      Path copy = root.resolve(copies.size() + "-" + Path.of(entry).getFileName());
      if (Files.exists(Path.of(entry))) {
        copyReadable(Path.of(entry), copy);
        copies.add(copy.toString());
      }
    }
    String id = Integer.toString(NOBODY);
    return on(String.join(":", copies))
        .startedBy("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--no-new-privs");
  }

  private static void copyReadable(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, target);
        Files.setPosixFilePermissions(target, READABLE);
      }
    }
  }

  /** Commands of a shell come first, which see file systems of their own: mounts are not kept. */
  UnpackingJvm after(String commands) {
    return startedBy("unshare", "--mount", "sh", "-c", commands + " && exec \"$@\"", "sh");
  }

  UnpackingJvm with(String option) {
    options.add(option);
    return this;
  }

  UnpackingJvm on(String otherClassPath) {
    classPath = otherClassPath;
    return this;
  }

  UnpackingJvm running(Class<?> otherMain) {
    main = otherMain;
    return this;
  }

  /** The class path of the tests, without libbpf-natives. */
  static String withoutNatives() {
    return Stream.of(System.getProperty("java.class.path").split(":"))
        .filter(entry -> !entry.contains("libbpf-natives"))
        .collect(Collectors.joining(":"));
  }

  Process start() throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Duser.home=" + home);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().remove("XDG_CACHE_HOME");
    builder.environment().remove("XDG_RUNTIME_DIR");
    return builder.start();
  }

  /** Runs it to its end and gives the lines that it wrote. */
  List<String> run() throws IOException, InterruptedException {
    return linesOf(start());
  }

  static List<String> linesOf(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(600, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out.lines().toList();
  }

  /** Origin, file, jffi's file, then what was tried before; or the exception's message. */
  static final class SaysFromWhere {
    public static void main(String[] arguments) {
      try {
        LibbpfInfo info = LibbpfInfo.get();
        System.out.println(info.origin());
        System.out.println(info.file());
        System.out.println(info.jffi());
        info.tried().forEach(System.out::println);
      } catch (LibbpfNotFoundException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
