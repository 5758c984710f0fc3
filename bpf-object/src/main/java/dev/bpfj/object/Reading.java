package dev.bpfj.object;

/** How strictly an object is read. */
enum Reading {
  /** As libbpf reads it. */
  AS_LIBBPF,
  /** As libbpf reads it where map definitions may have attributes that it does not know. */
  RELAXED_MAPS,
  /** As far as it goes: what other objects define is left out. */
  UNLINKED;

  boolean isUnlinked() {
    return this == UNLINKED;
  }
}
