package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.StateFile;
import java.nio.file.Path;
import java.util.List;

/**
 * What to compile, and how.
 *
 * @param baseDirectory what paths inside the objects are relative to, absolute
 * @param sourceDirectory where the sources are, absolute
 * @param objectDirectory the output directory, with one subdirectory per named target, absolute
 * @param headerDirectory where the headers of artifacts are unpacked to, absolute
 * @param stateFile the state of the last build
 * @param clang the compiler's name or path; empty to look for one
 * @param options its options
 */
public record CompileRequest(
    Path baseDirectory,
    Path sourceDirectory,
    Path objectDirectory,
    Path headerDirectory,
    StateFile stateFile,
    String clang,
    Options options) {

  /**
   * Options of the compiler.
   *
   * @param cpu the BPF instruction set, as {@code -mcpu} takes it
   * @param includeDirectories where headers are looked for first, absolute
   * @param artifacts other projects' headers, which are looked for next
   * @param flags additional flags, which come last on the command line
   */
  public record Options(
      String cpu,
      List<Path> includeDirectories,
      List<HeaderArtifact> artifacts,
      List<String> flags) {}
}
