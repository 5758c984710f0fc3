package dev.bpfj.libbpf.map.codec;

import java.nio.ByteBuffer;

/**
 * How a key or a value of a map lies in memory. Implementations are immutable and for any number of
 * threads; {@link MapCodecs} has those of C's types.
 *
 * @param <T> the Java type
 */
public interface MapCodec<T> {

  /**
   * How many bytes a value takes, padding included. A map whose keys or values are of another size
   * is refused.
   *
   * @return bytes
   */
  int size();

  /**
   * Writes a value.
   *
   * @param buffer memory in the machine's byte order; only absolute positions count
   * @param offset where the value begins; all {@link #size()} bytes from there are to be written,
   *     padding with zeros, since the kernel compares keys byte by byte
   * @param value the value
   * @throws IllegalArgumentException if it does not fit
   */
  void put(ByteBuffer buffer, int offset, T value);

  /**
   * Reads a value.
   *
   * @param buffer memory in the machine's byte order; only absolute positions count
   * @param offset where the value begins
   * @return the value, which keeps nothing of the buffer
   */
  T get(ByteBuffer buffer, int offset);

  /**
   * Reads a value into one that there is already, which allocates nothing. Types whose values can
   * change have it: structs of skeletons, {@code byte[]}, and lists of them for per-CPU maps.
   *
   * @param buffer memory in the machine's byte order; only absolute positions count
   * @param offset where the value begins
   * @param into the value that is changed
   * @throws UnsupportedOperationException if values of this type do not change, as those of {@link
   *     Long}
   */
  default void getInto(ByteBuffer buffer, int offset, T into) {
    throw new UnsupportedOperationException(
        "values of this type do not change, so none can be read into: type="
            + into.getClass().getName());
  }
}
