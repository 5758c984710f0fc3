package dev.bpfj.nativebuild;

/** A kind of machine that libbpf is built for. */
enum Target {
  /** 64-bit x86. */
  X86_64("x86_64", "amd64"),
  /** 64-bit ARM. */
  AARCH64("aarch64", "arm64");

  private final String machine;
  private final String debian;

  Target(String machine, String debian) {
    this.machine = machine;
    this.debian = debian;
  }

  /** Debian's name of the architecture. */
  String debian() {
    return debian;
  }

  /** The compiler's name of it, which is also Debian's directory for its libraries. */
  String triple() {
    return machine + "-linux-gnu";
  }

  /** The directory of its libraries in the artifact. */
  String directory() {
    return "linux-" + machine;
  }
}
