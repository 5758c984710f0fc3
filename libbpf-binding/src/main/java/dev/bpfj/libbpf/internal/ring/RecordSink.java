package dev.bpfj.libbpf.internal.ring;

/**
 * Where the walk over a ring's records ends: a handler, and how to show it a record. For the
 * library's own use.
 */
@FunctionalInterface
public interface RecordSink {

  /**
   * Takes a record.
   *
   * @param address where it begins, in the buffer that the sink was made for
   * @param length how many bytes of it there are
   */
  void take(long address, int length);
}
