package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The values of an array map, mapped into memory. The mapping keeps the map alive, whatever becomes
 * of the descriptor and the object that it was made from, until it is closed.
 *
 * <p>Buffers taken before {@link #close} stay safe to use afterwards, and then show zeros that are
 * no map's.
 *
 * <p>Thread-safe; one may close it while others use its buffers.
 */
public final class MappedMap implements AutoCloseable {
  private final String subject;
  private final AddressRange range;
  private final boolean writable;
  private volatile boolean closed;

  private MappedMap(String subject, AddressRange range, boolean writable) {
    this.subject = subject;
    this.range = range;
    this.writable = writable;
  }

  /**
   * Maps a map.
   *
   * @param subject the map, for messages
   * @param fd its file descriptor
   * @param size the size of its values in bytes, less than 2 GiB
   * @param writable whether to map it for writing too
   * @return the mapping
   * @throws BpfException if the kernel refuses
   * @throws IllegalArgumentException if the size is negative or too large
   */
  static MappedMap of(Kernel kernel, String subject, int fd, long size, boolean writable) {
    AddressRange range = AddressRange.reserve(kernel, subject, size);
    if (writable) {
      range.showMap(fd);
    } else {
      range.showMapReadOnly(fd);
    }
    return new MappedMap(subject, range, writable);
  }

  /**
   * The values, one behind the other, each beginning at a multiple of 8 bytes.
   *
   * @return a new buffer of the machine's byte order, read-only if the mapping is
   * @throws BpfClosedException after close
   */
  public ByteBuffer buffer() {
    if (closed) {
      throw new BpfClosedException(subject + ": mapping");
    }
    ByteBuffer buffer = range.buffer();
    return (writable ? buffer.duplicate() : buffer.asReadOnlyBuffer())
        .order(ByteOrder.nativeOrder());
  }

  /**
   * Releases the map. Idempotent.
   *
   * @throws BpfException if there is no memory for the zeros that take its place; the map then
   *     stays mapped until no buffer can be reached
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      range.showZeros();
    }
  }
}
