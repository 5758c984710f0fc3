package dev.bpfj.maven.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An architecture that kernels run on.
 *
 * @param macro what follows {@code __TARGET_ARCH_}, as libbpf's bpf_tracing.h asks for it
 * @param javaNames what Java calls it in {@code os.arch}
 * @param multiarch the distribution's directory below {@code /usr/include} for headers that differ
 *     by architecture, {@code asm/types.h} among them
 */
record TargetArch(String macro, List<String> javaNames, String multiarch) {
  private static final List<TargetArch> KNOWN =
      List.of(
          new TargetArch("x86", List.of("amd64", "x86_64"), "x86_64-linux-gnu"),
          new TargetArch("x86", List.of("x86", "i386", "i686"), "i386-linux-gnu"),
          new TargetArch("arm64", List.of("aarch64"), "aarch64-linux-gnu"),
          new TargetArch("arm", List.of("arm"), "arm-linux-gnueabihf"),
          new TargetArch("s390", List.of("s390x"), "s390x-linux-gnu"),
          new TargetArch("powerpc", List.of("ppc64le"), "powerpc64le-linux-gnu"),
          new TargetArch("powerpc", List.of("ppc64"), "powerpc64-linux-gnu"),
          new TargetArch("riscv", List.of("riscv64"), "riscv64-linux-gnu"),
          new TargetArch("loongarch", List.of("loongarch64"), "loongarch64-linux-gnu"),
          new TargetArch("mips", List.of("mips64el", "mips64"), "mips64el-linux-gnuabi64"),
          new TargetArch("sparc", List.of("sparcv9"), "sparc64-linux-gnu"));

  /** What to define for a machine that Java calls so; empty if bpf_tracing.h does not know it. */
  static Optional<String> macroOf(String javaName) {
    String name = javaName.toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(arch -> arch.javaNames().contains(name))
        .map(TargetArch::macro)
        .findFirst();
  }

  /**
   * The directory of the headers that differ by architecture, for distributions that keep several
   * side by side: clang looks there only when it compiles for that architecture itself. The one of
   * the wanted architecture if it is installed, else any: the sizes of {@code asm/types.h} that BPF
   * code relies on are the same everywhere.
   */
  static Optional<Path> multiarchInclude(Path include, String macro) {
    List<TargetArch> wanted = KNOWN.stream().filter(arch -> arch.macro().equals(macro)).toList();
    Optional<Path> found = installed(include, wanted);
    return found.isPresent() ? found : installed(include, KNOWN);
  }

  private static Optional<Path> installed(Path include, List<TargetArch> candidates) {
    return candidates.stream()
        .map(arch -> include.resolve(arch.multiarch()))
        .filter(directory -> Files.isDirectory(directory.resolve("asm")))
        .findFirst();
  }
}
