package dev.bpfj.libbpf.memory;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What accessors look at: some bytes, which may become read-only or unreachable while others use
 * them.
 *
 * <p>There are two ways to the bytes. By a buffer, which checks everything; that is the way for
 * bytes of whatever origin. And for an {@link AddressRange}'s bytes by address ({@link
 * AddressSpace}), which is what accessors of single fields use.
 *
 * <p>The buffers and addresses are plain fields on purpose. A thread that races a change works on
 * the old one or the new one, and both are safe: what an AddressRange has mapped stays mapped as
 * long as one of its buffers can be reached, and all that a memory ever showed can be reached as
 * long as the memory can. So the hot path is one field read and a test for zero. (A plain long is
 * read whole by a 64-bit JVM, the only kind that libbpf's structures are laid out for here.)
 */
public final class Memory {
  private @Nullable ByteBuffer readable;
  private @Nullable ByteBuffer writable;
  private long readAddress;
  private long writeAddress;
  private long fixedAddress;
  private int limit = Integer.MAX_VALUE; // the least size of all that was shown
  private int size; // the greatest
  private @Nullable Kept kept;
  private Supplier<RuntimeException> refusal = () -> new IllegalStateException("no memory");

  /** What was shown, now or before: a thread may still be at its addresses. */
  private record Kept(ByteBuffer root, @Nullable Kept before) {}

  /** Makes a memory without bytes. */
  public Memory() {}

  /**
   * Memory of Java's own, zeroed.
   *
   * @param size in bytes
   * @return the memory
   */
  public static Memory allocate(int size) {
    Memory memory = new Memory();
    memory.show(ByteBuffer.allocateDirect(size));
    return memory;
  }

  /**
   * A buffer's bytes, all up to its capacity.
   *
   * @param buffer a direct buffer, whoever made it; a read-only one can be read only
   * @return the memory
   */
  public static Memory of(ByteBuffer buffer) {
    Memory memory = new Memory();
    // A duplicate, since the memory keeps to its own limit and byte order.
    memory.show(buffer.duplicate().clear());
    long address = MemoryIO.getInstance().getDirectBufferAddress(buffer);
    ByteBuffer root = Regions.rootOf(address, buffer.capacity());
    if (root != null) {
      memory.keep(root);
      memory.limit = buffer.capacity();
      memory.readAddress = address;
      memory.writeAddress = buffer.isReadOnly() ? 0 : address;
      memory.fixedAddress = address;
    }
    return memory;
  }

  /**
   * A range's bytes, for ever.
   *
   * @param range the range, which shows nothing else from now on
   * @return the memory, which is neither to be frozen nor hidden
   */
  public static Memory of(AddressRange range) {
    Memory memory = new Memory();
    memory.show(range);
    memory.fixedAddress = range.address();
    return memory;
  }

  private void show(ByteBuffer buffer) {
    ByteBuffer ordered = buffer.order(ByteOrder.nativeOrder());
    readable = ordered;
    writable = ordered;
  }

  /**
   * Lets accessors read and write a range. One that is smaller than the first one is accessed by
   * its buffer alone: there are accessors for what was at its end.
   *
   * @param range the range
   */
  public void show(AddressRange range) {
    keep(range.buffer());
    show(range.buffer());
    limit = Math.min(limit, range.size());
    size = Math.max(size, range.size());
    long address = range.size() < size ? 0 : range.address();
    readAddress = address;
    writeAddress = address;
  }

  @SuppressWarnings("ReferenceEquality") // equal buffers may lie at different addresses
  private void keep(ByteBuffer root) {
    if (kept == null || kept.root != root) {
      kept = new Kept(root, kept);
    }
  }

  /**
   * Lets accessors read on, but write no more.
   *
   * @param why makes the exception that setters throw
   */
  public void freeze(Supplier<RuntimeException> why) {
    refusal = why;
    writeAddress = 0;
    writable = null;
  }

  /**
   * Lets accessors neither read nor write.
   *
   * @param why makes the exception that they throw
   */
  public void hide(Supplier<RuntimeException> why) {
    refusal = why;
    writeAddress = 0;
    readAddress = 0;
    writable = null;
    readable = null;
  }

  /**
   * Whether there are values to read.
   *
   * @return false once hidden
   */
  public boolean isReadable() {
    return readable != null;
  }

  /**
   * The first byte's address, for reading. Up to the memory's size and {@link AddressRange#REACH}
   * bytes further on everything is mapped, as long as this memory is reachable.
   *
   * @return an address, or 0 if the bytes are to be had through {@link #forReading} at most
   */
  public long readAddress() {
    return readAddress;
  }

  /**
   * The first byte's address, for writing.
   *
   * @return as {@link #readAddress}, or 0 if the bytes are to be had through {@link #forWriting} at
   *     most
   */
  public long writeAddress() {
    return writeAddress;
  }

  /**
   * The first byte's address, if it stays the same and readable as long as this memory is
   * reachable.
   *
   * @return an address, or 0
   */
  public long fixedAddress() {
    return fixedAddress;
  }

  /**
   * Up to where accesses by address may begin, to be at most {@link AddressRange#REACH} bytes
   * beyond what is mapped for certain, in a race with {@link #show} too.
   *
   * @return the least number of bytes that this memory ever had
   */
  public int limit() {
    return limit;
  }

  /**
   * The bytes, for reading.
   *
   * @return a buffer in the machine's byte order, which only this package's callers may keep
   * @throws IllegalStateException if there are none to read
   */
  public ByteBuffer forReading() {
    ByteBuffer buffer = readable;
    if (buffer == null) {
      throw refusal.get();
    }
    return buffer;
  }

  /**
   * The bytes, for writing.
   *
   * @return a buffer in the machine's byte order
   * @throws IllegalStateException if there are none to write
   */
  public ByteBuffer forWriting() {
    ByteBuffer buffer = writable;
    if (buffer == null) {
      throw refusal.get();
    }
    return buffer;
  }
}
