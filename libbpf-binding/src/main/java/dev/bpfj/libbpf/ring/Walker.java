package dev.bpfj.libbpf.ring;

/** Reads one buffer's records. */
interface Walker {

  /**
   * Hands over the records that are there now.
   *
   * @param limit how many at most
   * @return how many
   */
  int walk(int limit);

  /** Whether the next record, or what was discarded in its place, is there. */
  boolean isReady();
}
