package dev.bpfj.libbpf.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What accessors look at: some bytes, which may become read-only or unreachable while others use
 * them.
 *
 * <p>The two buffers are plain fields on purpose. A thread that races a change works on the old
 * buffer or the new one, and both are safe: the addresses of an {@link AddressRange} stay mapped as
 * long as one of its buffers can be reached. So the hot path is one field read and a null check.
 */
public final class Memory {
  private @Nullable ByteBuffer readable;
  private @Nullable ByteBuffer writable;
  private Supplier<RuntimeException> refusal = () -> new IllegalStateException("no memory");

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
   * Lets accessors read and write a buffer.
   *
   * @param buffer a direct buffer; its byte order is set to the machine's
   */
  public void show(ByteBuffer buffer) {
    ByteBuffer ordered = buffer.order(ByteOrder.nativeOrder());
    readable = ordered;
    writable = ordered;
  }

  /**
   * Lets accessors read on, but write no more.
   *
   * @param why makes the exception that setters throw
   */
  public void freeze(Supplier<RuntimeException> why) {
    refusal = why;
    writable = null;
  }

  /**
   * Lets accessors neither read nor write.
   *
   * @param why makes the exception that they throw
   */
  public void hide(Supplier<RuntimeException> why) {
    refusal = why;
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
