package dev.bpfj.maven.target;

import dev.bpfj.maven.build.InputException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An architecture that kernels run on.
 *
 * @param name what it is called here: in directories, in names of resources, in messages
 * @param macro what follows {@code __TARGET_ARCH_}, as libbpf's bpf_tracing.h asks for it
 * @param order the byte order of its kernels, and so of BPF programs for them
 * @param names what libbpf, {@code uname -m}, Java's {@code os.arch} and Debian call it
 * @param predefined what its own compilers define and clang for BPF does not, as far as the
 *     kernel's headers ask for it
 */
public record TargetArch(
    String name, String macro, ByteOrder order, List<String> names, List<String> predefined) {
  private static final List<TargetArch> KNOWN =
      List.of(
          little("x86_64", "x86", "amd64 i386 i486 i586 i686", "__x86_64__"),
          little("arm64", "arm64", "aarch64", ""),
          little("arm", "arm", "armhf armel armv6l armv7l armv8l", ""),
          big("s390x", "s390", "", "__s390x__"),
          little("ppc64le", "powerpc", "ppc64el powerpc64le", "__powerpc64__"),
          big("ppc64", "powerpc", "powerpc64 ppc", "__powerpc64__"),
          little("riscv64", "riscv", "riscv32", "__riscv_xlen=64"),
          little("loongarch64", "loongarch", "loong64", ""),
          little("mips64el", "mips", "mipsel", "__MIPSEL__ _MIPS_SIM=3 _MIPS_SZLONG=64"),
          big("mips64", "mips", "", "__MIPSEB__ _MIPS_SIM=3 _MIPS_SZLONG=64"),
          big("sparc64", "sparc", "sparcv9", "__sparc__ __arch64__"),
          little("arc", "arc", "", ""));

  private static TargetArch little(String name, String macro, String others, String predefined) {
    return of(name, macro, ByteOrder.LITTLE_ENDIAN, others, predefined);
  }

  private static TargetArch big(String name, String macro, String others, String predefined) {
    return of(name, macro, ByteOrder.BIG_ENDIAN, others, predefined);
  }

  private static TargetArch of(
      String name, String macro, ByteOrder order, String others, String predefined) {
    List<String> names = new ArrayList<>(List.of(name, macro));
    names.addAll(words(others));
    return new TargetArch(name, macro, order, List.copyOf(names), words(predefined));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /**
   * Those that the user named.
   *
   * @param names what they are called
   * @return each once, in the order in which they were named
   * @throws InputException if one is none that libbpf knows, with those that it does
   */
  public static List<TargetArch> named(List<String> names) {
    Set<TargetArch> named = new LinkedHashSet<>();
    for (String name : names) {
      named.add(find(name).orElseThrow(() -> unknown(name)));
    }
    return List.copyOf(named);
  }

  private static InputException unknown(String name) {
    return new InputException(
        "bpf.targets: no such architecture: value="
            + name
            + ", expected="
            + String.join(", ", KNOWN.stream().map(TargetArch::name).toList())
            + ", or what libbpf or uname -m call them, such as x86 or aarch64");
  }

  /**
   * The one of a name; of two that share libbpf's the more common one, in today's distributions
   * little-endian.
   *
   * @param name the name
   * @return the architecture, empty if it is none that libbpf knows
   */
  public static Optional<TargetArch> find(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return KNOWN.stream().filter(arch -> arch.names().contains(wanted)).findFirst();
  }

  /**
   * The architecture of this machine.
   *
   * @return empty if it is none that libbpf knows
   */
  public static Optional<TargetArch> ofThisMachine() {
    return find(System.getProperty("os.arch", ""));
  }

  /**
   * Clang's options that define its macros.
   *
   * @return options
   */
  public List<String> defines() {
    return Stream.concat(Stream.of("__TARGET_ARCH_" + macro), predefined.stream())
        .map("-D"::concat)
        .toList();
  }

  /**
   * Clang's target for programs of its kernels.
   *
   * @return a target of clang's
   */
  public String clangTarget() {
    return order == ByteOrder.BIG_ENDIAN ? "bpfeb" : "bpfel";
  }

  @Override
  public String toString() {
    return name;
  }
}
