package dev.bpfj.libbpf.ring;

/**
 * Is called when records were lost because a perf buffer was full.
 *
 * <p>Called by the thread that reads, and by one thread at a time.
 */
@FunctionalInterface
public interface LostHandler {

  /**
   * Takes note. It is called among the records, before the first one that found room again.
   *
   * @param cpu the processor's number
   * @param count how many were lost since it was last told
   */
  void lost(int cpu, long count);
}
