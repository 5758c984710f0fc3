package dev.bpfj.maven.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clang's command line. */
final class ClangCommand {
  private static final Path SYSTEM_INCLUDE = Path.of("/usr/include");

  private final List<String> options;

  ClangCommand(CompileRequest request) {
    this.options = options(request, SYSTEM_INCLUDE);
  }

  /** The options that every source gets, in the command line's order. */
  List<String> options() {
    return options;
  }

  /**
   * The whole command line but for the compiler: a source to an object and a list of its headers.
   */
  List<String> arguments(Path source, Path object, Path depfile) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-MD", "-MF", depfile.toString()));
    arguments.addAll(List.of("-c", source.toString(), "-o", object.toString()));
    return arguments;
  }

  private static List<String> options(CompileRequest request, Path systemInclude) {
    CompileRequest.Options wanted = request.options();
    // -g: without it there is no BTF, hence no skeleton worth the name.
    // -fno-stack-protector: hardened distributions turn it on, BPF has nothing of the kind.
    List<String> options = new ArrayList<>(List.of("-g", "-O2", "-Wall", "--target=bpf"));
    options.add("-fno-stack-protector");
    options.add("-mcpu=" + wanted.cpu());
    String arch =
        wanted.targetArch().isEmpty()
            ? TargetArch.macroOf(System.getProperty("os.arch", "")).orElse("")
            : wanted.targetArch();
    if (!arch.isEmpty()) {
      options.add("-D__TARGET_ARCH_" + arch);
    }
    wanted.includeDirectories().forEach(directory -> options.add("-I" + directory));
    TargetArch.multiarchInclude(systemInclude, arch)
        .ifPresent(directory -> options.addAll(List.of("-idirafter", directory.toString())));
    options.addAll(relativePaths(request.baseDirectory()));
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
