package dev.bpfj.libbpf.ring;

import java.nio.ByteBuffer;

/**
 * Is given the records of a buffer, one after the other. A generated struct makes one: {@code
 * Event.reader(event -> ...)}, which shows each record as an {@code Event}.
 *
 * <p>A handler is called by the thread that reads and by one thread at a time. What it throws ends
 * the read and goes to the reading method's caller; the record counts as read, and the next read
 * begins with the one after it.
 */
@FunctionalInterface
public interface RecordHandler {

  /**
   * Takes a record. It may be read until the handler returns; afterwards the memory is the kernel's
   * again, and what is there is no record any more, though never out of reach.
   *
   * @param buffer a read-only direct buffer in the machine's byte order, at each call the same one;
   *     its position and limit are the handler's own to set
   * @param offset where the record begins in the buffer, whatever the buffer's position: a multiple
   *     of 8 bytes in a ring buffer, 4 bytes beyond one in a perf buffer
   * @param length how many bytes belong to it: as many as the program wrote to a ring buffer; to a
   *     perf buffer up to 7 more, of any content, that fill up the last word
   */
  void handle(ByteBuffer buffer, int offset, int length);
}
