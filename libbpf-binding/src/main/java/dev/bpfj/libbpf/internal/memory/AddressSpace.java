package dev.bpfj.libbpf.internal.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * The process's memory by address, without any check: one machine instruction an access. Only for
 * addresses of an {@link AddressRange} that the caller keeps reachable until the access is done.
 *
 * <p>Each read is made anew, and what was written before it is seen after it (acquire); each write
 * is made, and what was written before it is seen before it (release). Values that are aligned are
 * read and written whole.
 *
 * <p>A ByteBuffer's own accessors look at five of its fields for each access, anew after every read
 * that is not to be optimized away; that is more than the access itself.
 */
public final class AddressSpace {
  // Constants, so that the JIT turns each into a load or a store.
  private static final MethodHandle GET_BYTE = AddressSpaceHandles.get("Byte", byte.class);
  private static final MethodHandle GET_SHORT = AddressSpaceHandles.get("Short", short.class);
  private static final MethodHandle GET_INT = AddressSpaceHandles.get("Int", int.class);
  private static final MethodHandle GET_LONG = AddressSpaceHandles.get("Long", long.class);
  private static final MethodHandle PUT_BYTE = AddressSpaceHandles.put("Byte", byte.class);
  private static final MethodHandle PUT_SHORT = AddressSpaceHandles.put("Short", short.class);
  private static final MethodHandle PUT_INT = AddressSpaceHandles.put("Int", int.class);
  private static final MethodHandle PUT_LONG = AddressSpaceHandles.put("Long", long.class);

  private static final MethodHandle ADD_INT = AddressSpaceHandles.getAndAdd("Int", int.class);
  private static final MethodHandle ADD_LONG = AddressSpaceHandles.getAndAdd("Long", long.class);
  private static final MethodHandle SET_INT = AddressSpaceHandles.compareAndSet("Int", int.class);
  private static final MethodHandle SET_LONG =
      AddressSpaceHandles.compareAndSet("Long", long.class);

  private AddressSpace() {}

  /**
   * Where a direct buffer begins.
   *
   * @param buffer the buffer, which must be kept reachable
   * @return its first byte's address, whatever its position is
   */
  public static long addressOf(ByteBuffer buffer) {
    try {
      return (long) AddressSpaceHandles.ADDRESS.invokeExact((Buffer) buffer.duplicate().clear());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * The size of the machine's pages.
   *
   * @return bytes, a power of two
   */
  public static int pageSize() {
    return AddressSpaceHandles.pageSize();
  }

  /** The handles themselves throw nothing; what comes is the JVM's own, as a StackOverflowError. */
  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }

  /**
   * Reads a byte.
   *
   * @param address where it is
   * @return its value
   */
  public static byte getByte(long address) {
    try {
      byte value = (byte) GET_BYTE.invokeExact(address);
      VarHandle.acquireFence();
      return value;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Reads two bytes in the machine's order.
   *
   * @param address where they are
   * @return their value
   */
  public static short getShort(long address) {
    try {
      short value = (short) GET_SHORT.invokeExact(address);
      VarHandle.acquireFence();
      return value;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Reads four bytes in the machine's order.
   *
   * @param address where they are
   * @return their value
   */
  public static int getInt(long address) {
    try {
      int value = (int) GET_INT.invokeExact(address);
      VarHandle.acquireFence();
      return value;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Reads eight bytes in the machine's order.
   *
   * @param address where they are
   * @return their value
   */
  public static long getLong(long address) {
    try {
      long value = (long) GET_LONG.invokeExact(address);
      VarHandle.acquireFence();
      return value;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Reads eight bytes in the machine's order, without a fence: of what no one writes since another
   * access was ordered before it. The JIT may read once for twice.
   *
   * @param address where they are
   * @return their value
   */
  public static long plainLong(long address) {
    try {
      return (long) GET_LONG.invokeExact(address);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Writes a byte.
   *
   * @param address where to
   * @param value its value
   */
  public static void putByte(long address, byte value) {
    try {
      VarHandle.releaseFence();
      PUT_BYTE.invokeExact(address, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Writes two bytes in the machine's order.
   *
   * @param address where to
   * @param value their value
   */
  public static void putShort(long address, short value) {
    try {
      VarHandle.releaseFence();
      PUT_SHORT.invokeExact(address, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Writes four bytes in the machine's order.
   *
   * @param address where to
   * @param value their value
   */
  public static void putInt(long address, int value) {
    try {
      VarHandle.releaseFence();
      PUT_INT.invokeExact(address, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Writes eight bytes in the machine's order.
   *
   * @param address where to
   * @param value their value
   */
  public static void putLong(long address, long value) {
    try {
      VarHandle.releaseFence();
      PUT_LONG.invokeExact(address, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Adds to four bytes in the machine's order, atomically ({@code __ATOMIC_SEQ_CST}).
   *
   * @param address where they are, a multiple of 4
   * @param delta what to add
   * @return their value before
   */
  public static int getAndAddInt(long address, int delta) {
    try {
      return (int) ADD_INT.invokeExact(address, delta);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Adds to eight bytes in the machine's order, atomically ({@code __ATOMIC_SEQ_CST}).
   *
   * @param address where they are, a multiple of 8
   * @param delta what to add
   * @return their value before
   */
  public static long getAndAddLong(long address, long delta) {
    try {
      return (long) ADD_LONG.invokeExact(address, delta);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Writes four bytes in the machine's order if they have the expected value, atomically ({@code
   * __ATOMIC_SEQ_CST}).
   *
   * @param address where they are, a multiple of 4
   * @param expected the value that they should have
   * @param value their new value
   * @return whether they were written
   */
  public static boolean compareAndSetInt(long address, int expected, int value) {
    try {
      return (boolean) SET_INT.invokeExact(address, expected, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * Writes eight bytes in the machine's order if they have the expected value, atomically ({@code
   * __ATOMIC_SEQ_CST}).
   *
   * @param address where they are, a multiple of 8
   * @param expected the value that they should have
   * @param value their new value
   * @return whether they were written
   */
  public static boolean compareAndSetLong(long address, long expected, long value) {
    try {
      return (boolean) SET_LONG.invokeExact(address, expected, value);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }
}
