package dev.bpfj.libbpf.internal.ring;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code RecordHandler} is besides if it has a shorter way to a record than by its buffer,
 * as a generated struct's {@code reader} has.
 */
public interface RecordReader {

  /**
   * Makes what a walk hands its records to.
   *
   * @param shown the buffer in which all of them lie
   * @return the sink, or null if the records are to be handed to the handler itself
   */
  @Nullable RecordSink over(ByteBuffer shown);
}
