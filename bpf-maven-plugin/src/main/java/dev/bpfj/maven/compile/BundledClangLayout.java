package dev.bpfj.maven.compile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Selects the files of the bundled compiler's artifact that are needed and where they are unpacked:
 * the compiler to {@code bin}, its shared libraries and its own headers to {@code lib}, where it
 * looks for both.
 *
 * @param classifier the artifact's, also the folder in it
 * @param program the compiler, below the directory that all is unpacked to
 * @param libraries the libraries' names in the artifact
 * @param librarySuffix what the libraries' names lack there, since a jar holds no links
 */
record BundledClangLayout(
    String classifier, String program, Set<String> libraries, String librarySuffix) {
  private static final String ROOT = "org/bytedeco/llvm/";
  private static final String HEADERS = "lib/clang/";

  private static final Set<String> LINUX_LIBRARIES = Set.of("libLLVM.so", "libclang-cpp.so");
  private static final Set<String> MAC_LIBRARIES = Set.of("libLLVM.dylib", "libclang-cpp.dylib");

  private static final List<BundledClangLayout> ALL =
      List.of(
          new BundledClangLayout("linux-x86_64", "bin/clang", LINUX_LIBRARIES, ".20.1"),
          new BundledClangLayout("linux-arm64", "bin/clang", LINUX_LIBRARIES, ".20.1"),
          new BundledClangLayout("macosx-arm64", "bin/clang", MAC_LIBRARIES, ""),
          new BundledClangLayout("windows-x86_64", "bin/clang.exe", Set.of(), ""));

  /**
   * The layout for a machine.
   *
   * @param osName as Java's {@code os.name}
   * @param osArch as Java's {@code os.arch}
   * @return empty if there is no artifact for it
   */
  static Optional<BundledClangLayout> of(String osName, String osArch) {
    String classifier = system(osName) + "-" + architecture(osArch);
    return ALL.stream().filter(layout -> layout.classifier().equals(classifier)).findFirst();
  }

  /**
   * Where an entry of the artifact goes.
   *
   * @param entry its name in the jar
   * @return a path below the directory that all is unpacked to; empty if it is not needed
   */
  Optional<String> place(String entry) {
    String prefix = ROOT + classifier + "/";
    if (!entry.startsWith(prefix)) {
      return Optional.empty();
    }
    String name = entry.substring(prefix.length());
    if (name.startsWith(HEADERS)) {
      return Optional.of(name);
    } else if (libraries.contains(name)) {
      return Optional.of("lib/" + name + librarySuffix);
    }
    return program.equals("bin/" + name) ? Optional.of(program) : Optional.empty();
  }

  private static String system(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "macosx";
    }
    return name.startsWith("windows") ? "windows" : name;
  }

  private static String architecture(String osArch) {
    return switch (osArch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm64";
      default -> osArch;
    };
  }
}
