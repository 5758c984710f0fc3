package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * A directory of resources. If it is in a jar, that is searched for and opened once, and without
 * the cache of connections, which would keep it open.
 */
final class ResourceDirectory implements AutoCloseable {
  private final URL first;
  private final String name;
  private final @Nullable JarFile jar;

  private ResourceDirectory(URL first, String name, @Nullable JarFile jar) {
    this.first = first;
    this.name = name;
    this.jar = jar;
  }

  /**
   * Finds a directory.
   *
   * @param name its name, with a slash at its end
   * @param file a file in it
   * @return the directory, or null if there is none with that file
   */
  static @Nullable ResourceDirectory find(ClassLoader loader, String name, String file)
      throws IOException {
    URL first = loader.getResource(name + file);
    if (first == null) {
      return null;
    }
    URLConnection connection = uncached(first);
    JarFile jar = connection instanceof JarURLConnection inJar ? inJar.getJarFile() : null;
    return new ResourceDirectory(first, name, jar);
  }

  /** Reads a file of it. */
  byte[] read(String file) throws IOException {
    if (jar == null) {
      try (InputStream in = uncached(new URL(first, file)).getInputStream()) {
        return in.readAllBytes();
      }
    }
    ZipEntry entry = jar.getEntry(name + file);
    if (entry == null) {
      throw new IOException(jar.getName() + ": no such entry: " + name + file);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] content = new byte[Math.toIntExact(entry.getSize())];
      in.readNBytes(content, 0, content.length);
      return content;
    }
  }

  private static URLConnection uncached(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection;
  }

  @Override
  public void close() throws IOException {
    if (jar != null) {
      jar.close();
    }
  }
}
