package dev.bpfj.libbpf.internal.unpack;

import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Unpacks bundles into a directory that is kept: the one that a property names, else the user's
 * cache, else the user's run-time directory; where none of these can be taken, into a temporary one
 * for this process alone.
 *
 * <p>Thread-safe.
 */
public final class Unpacker {
  /** System property that names the directory. */
  public static final String DIRECTORY_PROPERTY = "dev.bpfj.natives.directory";

  private static final String UNFINISHED = ".unfinished";
  // Long enough for the slowest disk: what is older was left by a JVM that was killed.
  private static final Duration ABANDONED = Duration.ofHours(1);

  private Unpacker() {}

  /**
   * Unpacks a bundle, or finds it unpacked.
   *
   * @param bundle the libraries
   * @param comparison compares what is found with the bundle
   * @return where they are
   * @throws IOException if no directory can be taken, with each one's reason
   * @throws LibbpfNotFoundException if a file was changed since it was unpacked
   */
  public static Unpacked unpack(Bundle bundle, Comparison comparison) throws IOException {
    List<String> passedOver = new ArrayList<>();
    for (Path place : places()) {
      try {
        Path directory = PrivateDirectory.in(place, bundle.name());
        return new Unpacked(directory, fill(directory, bundle, comparison), false, passedOver);
      } catch (UnusableDirectoryException e) {
        passedOver.add(e.getMessage());
      }
    }
    try {
      Path directory =
          PrivateDirectory.inside(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
      List<Path> files = files(directory, bundle);
      try {
        fill(directory, bundle, comparison);
      } catch (UnusableDirectoryException e) {
        Unpacked.delete(directory, files);
        throw e;
      }
      return new Unpacked(directory, files, true, passedOver);
    } catch (UnusableDirectoryException e) {
      passedOver.add(e.getMessage());
    }
    throw new IOException(
        "no directory to unpack to: "
            + String.join("; ", passedOver)
            + "; name one by -D"
            + DIRECTORY_PROPERTY);
  }

  private static List<Path> places() {
    List<Path> places = new ArrayList<>();
    String named = System.getProperty(DIRECTORY_PROPERTY, "");
    if (!named.isEmpty()) {
      places.add(Path.of(named));
    }
    String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        cache.isEmpty() ? Path.of(System.getProperty("user.home", ""), ".cache") : Path.of(cache);
    places.add(caches.resolve("bpfj").resolve("natives"));
    String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "");
    if (!runtime.isEmpty()) {
      places.add(Path.of(runtime).resolve("bpfj-natives"));
    }
    return places;
  }

  private static List<Path> files(Path directory, Bundle bundle) {
    List<Path> files = new ArrayList<>();
    for (String name : bundle.files().keySet()) {
      files.add(directory.resolve(name));
    }
    return files;
  }

  private static List<Path> fill(Path directory, Bundle bundle, Comparison comparison)
      throws UnusableDirectoryException {
    try {
      for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
        Path path = directory.resolve(file.getKey());
        if (!isThere(path, file.getValue().length)) {
          deleteAbandoned(directory);
          publish(write(directory, file.getKey(), file.getValue()), path);
        }
        requireUnchanged(path, file.getValue(), comparison);
      }
      return files(directory, bundle);
    } catch (IOException e) {
      throw new UnusableDirectoryException(directory, "cannot be written: " + e.getMessage());
    }
  }

  /**
   * Writes a file under a name that nobody looks for. By streams: an interrupt would close a
   * channel.
   */
  static Path write(Path directory, String name, byte[] content) throws IOException {
    Path unfinished = Files.createTempFile(directory, name + ".", UNFINISHED);
    try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
      out.write(content);
      out.getFD().sync(); // else a crash of the machine could leave the name without the content
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    return unfinished;
  }

  /** Gives a file its name at once; of several JVMs that do so each gives it the same content. */
  static void publish(Path unfinished, Path path) throws IOException {
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void deleteAbandoned(Path directory) throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
      for (Path file : left) {
        if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
            .toInstant()
            .isBefore(limit)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isThere(Path path, int size) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return false;
    }
    if (!found.isRegularFile() || found.size() != size) {
      throw LibbpfNotFoundException.changed(path.toString());
    }
    return true;
  }

  private static void requireUnchanged(Path path, byte[] content, Comparison comparison)
      throws IOException {
    try (FileInputStream in = new FileInputStream(path.toFile())) {
      if (!comparison.areEqual(in, content)) {
        throw LibbpfNotFoundException.changed(path.toString());
      }
    }
  }
}
