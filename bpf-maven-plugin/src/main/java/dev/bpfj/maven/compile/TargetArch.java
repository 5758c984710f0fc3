package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.InputException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An architecture that kernels run on.
 *
 * @param macro what follows {@code __TARGET_ARCH_}, as libbpf's bpf_tracing.h asks for it
 * @param order the byte order of its kernels, and so of BPF programs for them
 * @param names what libbpf, {@code uname -m}, Java's {@code os.arch} and Debian call it
 * @param predefined what its own compilers define and clang for BPF does not, as far as the
 *     kernel's headers ask for it
 */
record TargetArch(String macro, ByteOrder order, List<String> names, List<String> predefined) {
  private static final List<TargetArch> KNOWN =
      List.of(
          little("x86", "amd64 x86_64 i386 i486 i586 i686", "__x86_64__"),
          little("arm64", "arm64 aarch64", ""),
          little("arm", "armhf armel armv6l armv7l armv8l", ""),
          big("s390", "s390x", "__s390x__"),
          little("powerpc", "ppc64el ppc64le powerpc64le", "__powerpc64__"),
          big("powerpc", "ppc64 powerpc64 ppc", "__powerpc64__"),
          little("riscv", "riscv64 riscv32", "__riscv_xlen=64"),
          little("loongarch", "loong64 loongarch64", ""),
          little("mips", "mips64el mipsel", "__MIPSEL__ _MIPS_SIM=3 _MIPS_SZLONG=64"),
          big("mips", "mips64", "__MIPSEB__ _MIPS_SIM=3 _MIPS_SZLONG=64"),
          big("sparc", "sparc64 sparcv9", "__sparc__ __arch64__"),
          little("arc", "arc", ""));

  private static TargetArch little(String macro, String others, String predefined) {
    return of(macro, ByteOrder.LITTLE_ENDIAN, others, predefined);
  }

  private static TargetArch big(String macro, String others, String predefined) {
    return of(macro, ByteOrder.BIG_ENDIAN, others, predefined);
  }

  private static TargetArch of(String macro, ByteOrder order, String others, String predefined) {
    return new TargetArch(macro, order, words(macro + " " + others), words(predefined));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /**
   * The one that the user named.
   *
   * @throws InputException if it is none that libbpf knows, with those that it does
   */
  static TargetArch named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new InputException(
                    "bpf.targetArch: no such architecture: value="
                        + name
                        + ", expected="
                        + String.join(
                            ", ", KNOWN.stream().map(TargetArch::macro).distinct().toList())
                        + ", or what uname -m says there, such as aarch64, s390x or ppc64le"));
  }

  /**
   * The one of a name; of two that share libbpf's the more common one, in today's distributions
   * little-endian.
   */
  static Optional<TargetArch> find(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return KNOWN.stream().filter(arch -> arch.names().contains(wanted)).findFirst();
  }

  /** Clang's options that define its macros. */
  List<String> defines() {
    return Stream.concat(Stream.of("__TARGET_ARCH_" + macro), predefined.stream())
        .map("-D"::concat)
        .toList();
  }

  /** Clang's target for programs of its kernels. */
  String target() {
    return order == ByteOrder.BIG_ENDIAN ? "bpfeb" : "bpfel";
  }
}
