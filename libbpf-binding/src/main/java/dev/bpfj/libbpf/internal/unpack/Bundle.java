package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Libraries for this machine that a jar of the class path or module path has.
 *
 * @param name tells this bundle from every other one; a directory's name
 * @param files the libraries' contents by file name, in the order in which they are to be loaded
 */
public record Bundle(String name, Map<String, byte[]> files) {
  private static final String NATIVES = "META-INF/libbpf-natives/";
  private static final String LIST = "libraries";
  private static final String JFFI = "libjffi-1.2.so";

  /** As the jars' directories have it: what Java calls amd64 is x86_64 there. */
  private static final String MACHINE = machine(System.getProperty("os.arch", ""));

  /**
   * What {@code libbpf-natives} has for this machine.
   *
   * @return the libraries, libbpf itself the last one; empty where the artifact is not there, or
   *     has none for this machine
   * @throws IOException if it cannot be read
   */
  public static Optional<Bundle> libbpf() throws IOException {
    ClassLoader loader = Bundle.class.getClassLoader();
    String place = NATIVES + "linux-" + MACHINE + "/";
    try (ResourceDirectory directory = ResourceDirectory.find(loader, place, LIST)) {
      if (directory == null) {
        return Optional.empty();
      }
      String[] lines = new String(directory.read(LIST), StandardCharsets.UTF_8).split("\n", 0);
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (int i = 2; i < lines.length; i++) {
        files.put(lines[i], directory.read(lines[i]));
      }
      String name = "libbpf-" + lines[0] + "-" + lines[1].substring(0, 16);
      return Optional.of(new Bundle(name, files));
    }
  }

  /**
   * jffi's library for this machine, from its own jar, so that it fits its classes.
   *
   * @param loader the class loader of jffi's classes
   * @return the library; empty if the jar is not there, or has none for this machine
   * @throws IOException if it cannot be read
   */
  public static Optional<Bundle> jffi(ClassLoader loader) throws IOException {
    String place = "jni/" + MACHINE + "-Linux/";
    try (ResourceDirectory directory = ResourceDirectory.find(loader, place, JFFI)) {
      if (directory == null) {
        return Optional.empty();
      }
      byte[] content = directory.read(JFFI);
      CRC32 sum = new CRC32(); // tells versions apart; contents are compared before each use
      sum.update(content);
      String name = "jffi-" + Long.toHexString(sum.getValue());
      return Optional.of(new Bundle(name, Map.of(JFFI, content)));
    }
  }

  private static String machine(String java) {
    return java.equals("amd64") ? "x86_64" : java;
  }
}
