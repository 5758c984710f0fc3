package dev.bpfj.maven.vmlinux;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.BtfType.Composite;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Detects the architecture of a kernel by the members of its {@code struct pt_regs}. */
final class Registers {
  /** A member of {@code struct pt_regs} that only this architecture has, to libbpf's name of it. */
  private static final Map<String, String> ARCHITECTURES =
      Map.of(
          "orig_ax", "x86",
          "orig_x0", "arm64",
          "uregs", "arm",
          "orig_gpr2", "s390",
          "orig_gpr3", "powerpc",
          "epc", "riscv",
          "csr_era", "loongarch",
          "cp0_epc", "mips",
          "u_regs", "sparc",
          "blink", "arc");

  // Anonymous structs and unions inside; the types are not trusted.
  private static final int MOST_NESTED = 20;

  private Registers() {}

  /** The architecture as libbpf names it, empty if the types do not tell. */
  static Optional<String> architecture(Btf types) {
    Set<String> members = new HashSet<>();
    types
        .types()
        .filter(type -> type instanceof Composite && type.name().equals("pt_regs"))
        .forEach(type -> add(members, types, (Composite) type, new HashSet<>()));
    return ARCHITECTURES.entrySet().stream()
        .filter(entry -> members.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static void add(
      Set<String> members, Btf types, Composite composite, Set<Integer> nested) {
    for (BtfType.Member member : composite.members()) {
      members.add(member.name());
      if (member.name().isEmpty()
          && nested.size() < MOST_NESTED
          && types.resolve(member.type()) instanceof Composite inner
          && nested.add(inner.id())) {
        add(members, types, inner, nested);
      }
    }
  }
}
