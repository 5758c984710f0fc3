package dev.bpfj.corpus.support;

import dev.bpfj.kernelvm.io.CacheLock;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/** Files and directories that are made once and kept. Their names tell what they are made of. */
public final class Cache {
  private final Path root;
  private final CacheLock lock;

  /** A cache in a directory, which is made if need be. */
  public Cache(Path root) {
    this.root = root.toAbsolutePath();
    this.lock = new CacheLock(this.root);
  }

  /** Fills a directory. */
  @FunctionalInterface
  public interface Filler {
    /** Puts into an empty directory what it is to hold. */
    void fill(Path directory) throws IOException;
  }

  /** A directory of the cache; nobody sees it before it is filled. */
  public Path directory(String name, Filler filler) {
    Path directory = root.resolve(name);
    return Files.isDirectory(directory)
        ? directory
        : lock.hold(() -> Files.isDirectory(directory) ? directory : fill(directory, filler));
  }

  /** A text of the cache. Whoever makes it twice at once makes the same. */
  public String text(String name, Supplier<String> maker) {
    Path file = root.resolve(name);
    try {
      if (Files.exists(file)) {
        return Files.readString(file);
      }
      Files.createDirectories(file.getParent());
      String text = maker.get();
      Path work = Files.writeString(Files.createTempFile(root, "work-", ".txt"), text);
      Files.move(work, file, StandardCopyOption.ATOMIC_MOVE);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path fill(Path directory, Filler filler) {
    try {
      Path work = Files.createTempDirectory(root, "work-");
      try {
        Path filled = Files.createDirectory(work.resolve(directory.getFileName()));
        filler.fill(filled);
        return Files.move(filled, directory, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Trees.delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
