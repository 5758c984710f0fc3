package dev.bpfj.test;

/** What a process may do that not every process may, {@code linux/capability.h}. */
public enum Capability {
  /** Devices, qdiscs, programs that filter packets. */
  NET_ADMIN(12),
  /** Raw sockets. */
  NET_RAW(13),
  /** Most of it, {@link #BPF} and {@link #PERFMON} included. */
  SYS_ADMIN(21),
  /** Programs that trace. */
  PERFMON(38),
  /** Maps, and programs at all. */
  BPF(39);

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  /** Whether a set, a line of {@code /proc/self/status}, has it. */
  boolean isIn(long set) {
    boolean isAdmin = (this == BPF || this == PERFMON) && SYS_ADMIN.isIn(set);
    return isAdmin || ((set >>> bit) & 1) != 0;
  }
}
