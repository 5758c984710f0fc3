package dev.bpfj.maven.compile;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.io.CachedDirectory;
import java.io.IOException;
import java.nio.file.Path;

/** A directory that the plugin unpacks once for all builds of a user. */
final class UnpackedDirectory {
  private static final String OPTION = "-Dbpf.cacheDirectory=DIRECTORY";

  /** Linux's message for a full file system. */
  private static final String FULL = "No space left on device";

  private UnpackedDirectory() {}

  /**
   * A directory of the cache, made now if it was not made before.
   *
   * @param cache the cache, made if need be
   * @param name the directory's in it, which changes with what goes in
   * @param maker fills it
   * @return the directory
   * @throws IOException if it cannot be written, with the parameter that names another cache
   */
  static Path of(Path cache, String name, CachedDirectory.Maker maker) throws IOException {
    try {
      return CachedDirectory.of(cache, name, maker);
    } catch (KernelTestException e) {
      throw new IOException(e.getMessage() + advice(e), e);
    }
  }

  private static String advice(KernelTestException e) {
    return String.valueOf(e.getMessage()).endsWith(FULL)
        ? "; nothing of it was kept: free some space, or name another place by " + OPTION
        : "; " + OPTION + " names another place";
  }
}
