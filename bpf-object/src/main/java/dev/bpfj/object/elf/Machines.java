package dev.bpfj.object.elf;

/** Names of the machines that a user is likely to have compiled for by mistake. */
final class Machines {
  private Machines() {}

  static String nameOf(int machine) {
    return switch (machine) {
      case 3 -> " (x86)";
      case 22 -> " (s390x)";
      case 40 -> " (arm)";
      case 62 -> " (x86-64)";
      case 183 -> " (aarch64)";
      case 243 -> " (riscv)";
      default -> "";
    };
  }
}
