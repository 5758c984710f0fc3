package dev.bpfj.libbpf.ring;

import java.nio.ByteBuffer;

/**
 * Is given the records of a perf buffer and the processor that each comes from.
 *
 * <p>Called by the thread that reads, and by one thread at a time.
 */
@FunctionalInterface
public interface PerfHandler {

  /**
   * Takes a record, as {@link RecordHandler#handle} does.
   *
   * @param cpu the processor's number
   * @param buffer a read-only direct buffer in the machine's byte order, at each call the same one;
   *     its position and limit are the handler's own to set
   * @param offset where the record begins in the buffer, 4 bytes beyond a multiple of 8
   * @param length how many bytes belong to it, with up to 7 more of any content
   */
  void handle(int cpu, ByteBuffer buffer, int offset, int length);
}
