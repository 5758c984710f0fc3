package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.InputException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An architecture that kernels run on.
 *
 * @param macro what follows {@code __TARGET_ARCH_}, as libbpf's bpf_tracing.h asks for it
 * @param order the byte order of its kernels, and so of BPF programs for them
 * @param names what libbpf, {@code uname -m}, Java's {@code os.arch} and Debian call it
 * @param multiarch the distribution's names for directories of its headers
 * @param debian Debian's name of it
 */
record TargetArch(
    String macro, ByteOrder order, List<String> names, List<String> multiarch, String debian) {
  private static final List<TargetArch> KNOWN =
      List.of(
          little("x86", "amd64 x86_64 i386 i486 i586 i686", "x86_64-linux-gnu i386-linux-gnu"),
          little("arm64", "arm64 aarch64", "aarch64-linux-gnu"),
          little(
              "arm", "armhf armel armv6l armv7l armv8l", "arm-linux-gnueabihf arm-linux-gnueabi"),
          big("s390", "s390x", "s390x-linux-gnu"),
          little("powerpc", "ppc64el ppc64le powerpc64le", "powerpc64le-linux-gnu"),
          big("powerpc", "ppc64 powerpc64 ppc", "powerpc64-linux-gnu powerpc-linux-gnu"),
          little("riscv", "riscv64 riscv32", "riscv64-linux-gnu"),
          little("loongarch", "loong64 loongarch64", "loongarch64-linux-gnu"),
          little("mips", "mips64el mipsel", "mips64el-linux-gnuabi64 mipsel-linux-gnu"),
          big("mips", "mips64", "mips64-linux-gnuabi64 mips-linux-gnu"),
          big("sparc", "sparc64 sparcv9", "sparc64-linux-gnu"),
          little("arc", "arc", "arc-linux-gnu"));

  private static TargetArch little(String macro, String others, String multiarch) {
    return of(macro, ByteOrder.LITTLE_ENDIAN, others, multiarch);
  }

  private static TargetArch big(String macro, String others, String multiarch) {
    return of(macro, ByteOrder.BIG_ENDIAN, others, multiarch);
  }

  /** Of the other names Debian's is the first. */
  private static TargetArch of(String macro, ByteOrder order, String others, String multiarch) {
    List<String> names = List.of((macro + " " + others).split(" "));
    return new TargetArch(macro, order, names, List.of(multiarch.split(" ")), names.get(1));
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

  /** All that are known. */
  static List<TargetArch> all() {
    return KNOWN;
  }

  /** Clang's target for programs of its kernels. */
  String target() {
    return order == ByteOrder.BIG_ENDIAN ? "bpfeb" : "bpfel";
  }
}
