package dev.bpfj.maven.compile;

import dev.bpfj.maven.target.TargetArch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clang's command line. */
final class ClangCommand {
  private final List<String> options;

  /**
   * A command line.
   *
   * @param request what to compile
   * @param target the target
   * @param headers the headers that come with the plugin
   * @throws IOException if the headers cannot be unpacked
   */
  ClangCommand(CompileRequest request, CompileTarget target, BundledHeaders headers)
      throws IOException {
    List<String> all = new ArrayList<>();
    for (HeaderArtifact artifact : request.options().artifacts()) {
      all.addAll(artifact.options(request.headerDirectory()));
    }
    all.addAll(headers.options(target.architecture()));
    this.options = options(request, target, all);
  }

  /** The options that every source gets, in the command line's order. */
  List<String> options() {
    return options;
  }

  /**
   * The command line without the compiler itself: compiles a source to an object and writes a list
   * of its headers.
   */
  List<String> arguments(Path source, Path object, Path depfile) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-MD", "-MF", depfile.toString()));
    arguments.addAll(List.of("-c", source.toString(), "-o", object.toString()));
    return arguments;
  }

  private static List<String> options(
      CompileRequest request, CompileTarget target, List<String> headers) {
    CompileRequest.Options wanted = request.options();
    Optional<TargetArch> arch = target.architecture();
    // "bpf" alone is for this machine's byte order.
    String clangTarget = arch.map(TargetArch::clangTarget).orElse("bpf");
    // -g: without it there is no BTF, hence no skeleton worth the name.
    // -fno-stack-protector: hardened distributions turn it on, BPF has nothing of the kind.
    List<String> options =
        new ArrayList<>(List.of("-g", "-O2", "-Wall", "--target=" + clangTarget));
    options.add("-fno-stack-protector");
    options.add("-mcpu=" + wanted.cpu());
    arch.ifPresent(found -> options.addAll(found.defines()));
    wanted.includeDirectories().forEach(directory -> options.add("-I" + directory));
    // Looked for last: a header of the project's own comes first.
    options.addAll(List.of("-idirafter", target.vmlinux().directory().toString()));
    options.addAll(relativePaths(request.baseDirectory()));
    // Behind the checkout's: of two prefixes that fit clang takes the later one.
    options.addAll(headers);
    options.addAll(wanted.flags());
    return List.copyOf(options);
  }

  /**
   * Keeps the checkout's own path out of __FILE__, of DWARF and of BTF's line info: the object is
   * the same wherever it is made, and the verifier's messages name files as the project does.
   */
  private static List<String> relativePaths(Path base) {
    String root = base.toString();
    String prefix = root.endsWith("/") ? root : root + "/";
    return List.of("-ffile-prefix-map=" + prefix + "=", "-fdebug-compilation-dir", ".");
  }
}
