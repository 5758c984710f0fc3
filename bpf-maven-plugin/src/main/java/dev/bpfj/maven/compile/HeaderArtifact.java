package dev.bpfj.maven.compile;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.io.CachedDirectory;
import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * An artifact with the headers of another project.
 *
 * @param name what the artifact is called, in objects too
 * @param file its jar; or a directory, where a build has not packed it
 */
public record HeaderArtifact(String name, Path file) {

  /**
   * Clang's options for the headers, which are unpacked if necessary. Objects do not depend on
   * where they were unpacked.
   *
   * @param cache the directory to unpack to, made if need be
   * @return the options; others if a header is another one
   * @throws IOException if they cannot be unpacked
   */
  List<String> options(Path cache) throws IOException {
    Path directory = Files.isDirectory(file) ? file : unpacked(cache);
    return List.of("-isystem", directory.toString(), "-ffile-prefix-map=" + directory + "=" + name);
  }

  private Path unpacked(Path cache) throws IOException {
    String digest = new Digests().of(file).substring(0, 16);
    try {
      return CachedDirectory.of(
          cache,
          name + "-" + digest,
          made -> {
            Files.createDirectories(made); // there may be no header in it
            Archive.unpack(file, made, HeaderArtifact::place);
          });
    } catch (KernelTestException e) {
      if (e.getCause() instanceof ZipException) {
        throw new InputException(file + ": no jar with headers: " + e.getMessage(), e);
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Optional<String> place(String entry) {
    return entry.startsWith("META-INF/") ? Optional.empty() : Optional.of(entry);
  }
}
