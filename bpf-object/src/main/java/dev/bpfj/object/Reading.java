package dev.bpfj.object;

/** How strictly an object is read. */
enum Reading {
  /** As libbpf reads it. */
  AS_LIBBPF,
  /** As libbpf reads it with relaxed maps: map definitions may have unknown attributes. */
  RELAXED_MAPS,
  /** As far as possible: symbols that other objects define are omitted. */
  UNLINKED;

  boolean isUnlinked() {
    return this == UNLINKED;
  }
}
