package dev.bpfj.selftests.privilege;

/** The capabilities that BPF asks for ({@code linux/capability.h}). */
enum Capability {
  CAP_DAC_READ_SEARCH(2),
  CAP_NET_ADMIN(12),
  CAP_SYS_ADMIN(21),
  CAP_PERFMON(38),
  CAP_BPF(39);

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  int bit() {
    return bit;
  }
}
