package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final String JFFI = "libjffi-1.2.so";

  /** As the jars' directories have it: what Java calls amd64 is x86_64 there. */
  private static final String MACHINE =
      System.getProperty("os.arch", "").replaceFirst("^amd64$", "x86_64");

  /**
   * What {@code libbpf-natives} has for this machine.
   *
   * @return the libraries, libbpf itself the last one; empty where the artifact is not there, or
   *     has none for this machine
   * @throws IOException if it cannot be read
   */
  public static Optional<Bundle> libbpf() throws IOException {
    ClassLoader loader = Bundle.class.getClassLoader();
    String directory = NATIVES + "linux-" + MACHINE + "/";
    Optional<byte[]> list = resource(loader, directory + "libraries");
    if (list.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new String(list.get(), StandardCharsets.UTF_8).lines().toList();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String file : lines.subList(2, lines.size())) {
      files.put(file, resource(loader, directory + file).orElseThrow());
    }
    String name = "libbpf-" + lines.get(0) + "-" + lines.get(1).substring(0, 16);
    return Optional.of(new Bundle(name, files));
  }

  /**
   * jffi's library for this machine, from its own jar, so that it fits its classes.
   *
   * @param loader the class loader of jffi's classes
   * @return the library; empty if the jar is not there, or has none for this machine
   * @throws IOException if it cannot be read
   */
  public static Optional<Bundle> jffi(ClassLoader loader) throws IOException {
    Optional<byte[]> library = resource(loader, "jni/" + MACHINE + "-Linux/" + JFFI);
    return library.map(
        content -> {
          CRC32 sum = new CRC32(); // tells versions apart; contents are compared before each use
          sum.update(content);
          return new Bundle("jffi-" + Long.toHexString(sum.getValue()), Map.of(JFFI, content));
        });
  }

  // Without the cache of connections, which would keep the jar open.
  private static Optional<byte[]> resource(ClassLoader loader, String name) throws IOException {
    URL url = loader.getResource(name);
    if (url == null) {
      return Optional.empty();
    }
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return Optional.of(in.readAllBytes());
    }
  }
}
