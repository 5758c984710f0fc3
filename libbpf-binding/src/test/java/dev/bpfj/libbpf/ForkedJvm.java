package dev.bpfj.libbpf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Runs a main method in a JVM of its own, with the class path of the tests. */
public final class ForkedJvm {
  private ForkedJvm() {}

  /** Gives what it wrote to its standard output; a JVM that ends badly is a failure. */
  public static String run(Class<?> main, String... jvmArguments)
      throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), main, jvmArguments);
  }

  /**
   * The same with the library in a jar, as its users have it: a jar is open once its first class
   * has been loaded, so that the others take no file descriptor.
   */
  public static String runFromJar(Class<?> main, String... jvmArguments)
      throws IOException, InterruptedException {
    Path classes =
        Path.of(BpfObject.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    Path jar = Files.createTempFile("libbpf-binding", ".jar");
    try {
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
          Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
          out.write(Files.readAllBytes(file));
        }
      }
      return run(jar + ":" + System.getProperty("java.class.path"), main, jvmArguments);
    } finally {
      Files.delete(jar);
    }
  }

  /** The same with a class path of its own. */
  public static String run(String classPath, Class<?> main, String... jvmArguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(jvmArguments));
    command.addAll(List.of("-cp", classPath, main.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(600, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(main + " does not end; it wrote: " + out);
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(main + " ended with " + process.exitValue() + ": " + out);
    }
    return out;
  }
}
