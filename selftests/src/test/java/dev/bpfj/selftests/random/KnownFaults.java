package dev.bpfj.selftests.random;

/**
 * What random calls leave out because it is known to end or hang the JVM. Each goes with its
 * mending; the aim is that this class is empty.
 */
final class KnownFaults {
  private KnownFaults() {}

  /** Members that are not called at all. */
  static boolean excludes(Member member) {
    // Reads at whatever address it is given. It is public for the package of structs alone, and no
    // part of the interface once it is internal.
    return member.name().equals("ring.RecordSink#take(long,int)");
  }
}
