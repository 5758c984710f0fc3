package dev.bpfj.libbpf.internal.memory;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.lang.invoke.VarHandle;
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
 * <p>Addresses and {@link State} are plain fields on purpose. A thread that races a change works on
 * the old ones or the new ones, and both are safe: what an AddressRange has mapped stays mapped as
 * long as one of its buffers can be reached, and all that a memory ever showed can be reached as
 * long as the memory can. So the hot path is one field read and a test for zero. (A plain long is
 * read whole by a 64-bit JVM, the only kind that libbpf's structures are laid out for here.)
 *
 * <p>A state is immutable, so that a thread that sees one sees all of it, and is published before
 * the addresses that go with it: a release fence lies between these writes, and an acquire fence
 * between a reader's zero and the state that says why. So a refusal never has the reason of a state
 * older than the zero.
 */
public final class Memory {
  private State state = State.EMPTY;
  private long readAddress;
  private long writeAddress;
  private long fixedAddress;
  private int limit; // the least size of all that was shown by address; 0 for nothing yet
  private int size; // the greatest
  private @Nullable KeptRoot kept;

  /**
   * Makes the exception for an access to what cannot be accessed.
   *
   * @param why its message
   * @param cause what it is for, or null
   */
  record Refusal(String why, @Nullable Throwable cause) implements Supplier<RuntimeException> {
    @Override
    public RuntimeException get() {
      return new IllegalStateException(why, cause);
    }
  }

  /**
   * What may be done, and why the rest may not. Immutable.
   *
   * @param readable null if nothing may be read
   * @param writable null if nothing may be written
   * @param refusal makes the exception for what may not be done
   */
  private record State(
      @Nullable ByteBuffer readable,
      @Nullable ByteBuffer writable,
      Supplier<RuntimeException> refusal) {
    static final State EMPTY = new State(null, null, new Refusal("no memory", null));
  }

  /** What was shown, now or before: a thread may still be at its addresses. */
  private record KeptRoot(ByteBuffer root, @Nullable KeptRoot before) {}

  /** Makes a memory without bytes. */
  public Memory() {
    VarHandle.releaseFence(); // who gets it by a race finds its state
  }

  /**
   * Memory of Java's own, zeroed.
   *
   * @param size in bytes
   * @return the memory
   * @throws IllegalArgumentException if the size is negative
   */
  public static Memory allocate(int size) {
    if (size < 0) {
      throw new IllegalArgumentException("memory: a negative size: size=" + size);
    }
    Memory memory = new Memory();
    memory.publish(ByteBuffer.allocateDirect(size), 0);
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
    long address = NativeMemory.get().getDirectBufferAddress(buffer);
    ByteBuffer root = Regions.rootOf(address, buffer.capacity());
    // A duplicate, since the memory keeps to its own limit and byte order.
    ByteBuffer whole = buffer.duplicate().clear();
    if (root == null) {
      memory.publish(whole, 0);
    } else {
      memory.keep(root);
      memory.limit = buffer.capacity();
      memory.fixedAddress = address;
      memory.publish(whole, address);
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

  /**
   * Lets accessors read and write a range. One that is smaller than the first one is accessed by
   * its buffer alone: there are accessors for what was at its end.
   *
   * @param range the range
   */
  public void show(AddressRange range) {
    publish(range.buffer(), addressOf(range));
  }

  /**
   * Lets accessors read a range, the one shown before or another, but write no more.
   *
   * @param range the range
   * @param why makes the exception that setters throw
   */
  public void showFrozen(AddressRange range, Supplier<RuntimeException> why) {
    long address = addressOf(range);
    publish(new State(ordered(range.buffer()), null, why), address, 0);
  }

  /** A range's address, for as long as this memory can be reached; 0 if its buffer has to check. */
  private long addressOf(AddressRange range) {
    limit = kept == null ? range.size() : Math.min(limit, range.size());
    keep(range.buffer());
    size = Math.max(size, range.size());
    return range.size() < size ? 0 : range.address();
  }

  private void publish(ByteBuffer buffer, long address) {
    ByteBuffer bytes = ordered(buffer);
    long writeTo = buffer.isReadOnly() ? 0 : address;
    publish(new State(bytes, bytes, State.EMPTY.refusal), address, writeTo);
  }

  private static ByteBuffer ordered(ByteBuffer buffer) {
    return buffer.order(ByteOrder.nativeOrder());
  }

  private void publish(State next, long readFrom, long writeTo) {
    state = next;
    VarHandle.releaseFence();
    writeAddress = writeTo;
    readAddress = readFrom;
  }

  @SuppressWarnings("ReferenceEquality") // equal buffers may lie at different addresses
  private void keep(ByteBuffer root) {
    if (kept == null || kept.root != root) {
      kept = new KeptRoot(root, kept);
    }
  }

  /**
   * Lets accessors neither read nor write.
   *
   * @param why makes the exception that they throw
   */
  public void hide(Supplier<RuntimeException> why) {
    publish(new State(null, null, why), 0, 0);
  }

  /**
   * Whether there are values to read.
   *
   * @return false once hidden
   */
  public boolean isReadable() {
    return state.readable != null;
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
    ByteBuffer buffer = state.readable;
    return buffer != null ? buffer : readableNow();
  }

  private ByteBuffer readableNow() {
    State now = now();
    if (now.readable == null) {
      throw now.refusal.get();
    }
    return now.readable; // shown meanwhile
  }

  /**
   * The bytes, for writing.
   *
   * @return a buffer in the machine's byte order
   * @throws IllegalStateException if there are none to write
   */
  public ByteBuffer forWriting() {
    ByteBuffer buffer = state.writable;
    return buffer != null ? buffer : writableNow();
  }

  private ByteBuffer writableNow() {
    State now = now();
    if (now.writable == null) {
      throw now.refusal.get();
    }
    return now.writable;
  }

  /** The state, for callers that found no address or buffer. */
  private State now() {
    VarHandle.acquireFence();
    return state;
  }
}
