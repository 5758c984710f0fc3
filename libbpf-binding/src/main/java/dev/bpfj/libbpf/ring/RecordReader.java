package dev.bpfj.libbpf.ring;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A handler that has a shorter way to a record than by its buffer: what a generated struct's {@code
 * reader} gives. For the library's own use.
 */
public interface RecordReader extends RecordHandler {

  /**
   * Makes what a walk hands its records to.
   *
   * @param shown the buffer in which all of them lie
   * @return the sink, or null if the records are to be handed to {@link #handle}
   */
  @Nullable RecordSink over(ByteBuffer shown);
}
