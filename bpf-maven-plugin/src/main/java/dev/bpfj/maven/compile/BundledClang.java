package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.BuildLog;
import dev.bpfj.maven.build.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The clang that comes as a Maven artifact, for machines without a suitable one. It is resolved
 * when it is first needed and unpacked once into a cache that all builds share.
 */
public final class BundledClang {
  /** The value of {@code bpf.clang} that selects it. */
  static final String NAME = "bundled";

  private static final String VERSION = "20.1.7-1.5.12";

  /** Identifies the version of this compiler without unpacking it. */
  static final String IDENTITY = "org.bytedeco:llvm:" + VERSION;

  private final String osName;
  private final String osArch;
  private final ArtifactSource artifacts;
  private final Path cache;
  private final BuildLog log;

  /**
   * The bundled compiler of the machine that this JVM runs on.
   *
   * @param artifacts resolves it
   * @param cache the directory that holds what was unpacked, made if need be
   * @param log gets a message before a large download
   */
  public BundledClang(ArtifactSource artifacts, Path cache, BuildLog log) {
    this(
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        artifacts,
        cache,
        log);
  }

  BundledClang(String osName, String osArch, ArtifactSource artifacts, Path cache, BuildLog log) {
    this.osName = osName;
    this.osArch = osArch;
    this.artifacts = artifacts;
    this.cache = cache;
    this.log = log;
  }

  /** Whether there is one for this machine. */
  boolean isForThisMachine() {
    return BundledClangLayout.of(osName, osArch).isPresent();
  }

  /** The compiler, if an earlier build unpacked it. */
  Optional<Clang> unpacked(Path directory) throws IOException {
    Optional<BundledClangLayout> layout = BundledClangLayout.of(osName, osArch);
    return layout.isPresent() && Files.isDirectory(cache.resolve(name(layout.get())))
        ? Optional.of(clang(directory))
        : Optional.empty();
  }

  /**
   * The compiler, resolved and unpacked if necessary. Objects do not depend on where it was
   * unpacked.
   *
   * @param directory where it runs
   * @return the compiler, its libraries and headers where it looks for them; not yet started
   * @throws InputException if there is none for this machine, or it cannot be resolved
   * @throws IOException if it cannot be unpacked
   */
  Clang clang(Path directory) throws IOException {
    BundledClangLayout layout =
        BundledClangLayout.of(osName, osArch)
            .orElseThrow(
                () ->
                    new InputException(
                        "clang: there is no bundled one for this machine: os.name="
                            + osName
                            + ", os.arch="
                            + osArch
                            + ClangFinder.OTHERWISE));
    String name = name(layout);
    Path unpacked = cache.resolve(name);
    // Looked at before the artifact is asked for, which may be gone from the local repository.
    if (!Files.isDirectory(unpacked)) {
      log.info("clang: fetching and unpacking the bundled one, once, to " + unpacked);
      Path jar = resolve(layout);
      UnpackedDirectory.of(cache, name, made -> unpack(jar, made, layout));
    }
    List<String> options = List.of("-ffile-prefix-map=" + unpacked + "=" + name);
    return new Clang(unpacked.resolve(layout.program()), directory, options);
  }

  private static String name(BundledClangLayout layout) {
    return "llvm-" + VERSION + "-" + layout.classifier();
  }

  private Path resolve(BundledClangLayout layout) {
    try {
      return artifacts.resolve("org.bytedeco:llvm:jar:" + layout.classifier() + ":" + VERSION);
    } catch (InputException e) {
      throw new InputException(e.getMessage() + ClangFinder.OTHERWISE, e);
    }
  }

  private static void unpack(Path jar, Path directory, BundledClangLayout layout)
      throws IOException {
    Archive.unpack(jar, directory, layout::place);
    Path program = directory.resolve(layout.program());
    if (!Files.isRegularFile(program)) {
      throw new IOException(jar + ": has no " + layout.program());
    }
    // Fails where there is no such permission, as on Windows, where none is needed.
    if (!program.toFile().setExecutable(true) && !Files.isExecutable(program)) {
      throw new IOException(program + ": cannot be made executable");
    }
  }
}
