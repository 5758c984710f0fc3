package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.ctype.CInteger;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import dev.bpfj.libbpf.internal.memory.Memory;
import java.lang.ref.Reference;

/**
 * Atomic operations on the aligned 4- and 8-byte integers of a {@link View}, towards other threads
 * and running BPF programs alike, as C's {@code __atomic} builtins with {@code __ATOMIC_SEQ_CST}.
 * On an integer that is not aligned they are an {@link IllegalStateException}.
 */
public final class Atomics {
  private Atomics() {}

  /**
   * Where an integer is that can be changed by address, as {@link StructView} would. 0 if {@link
   * BufferCells} knows what to do, or which exception to throw.
   */
  private static long aligned(View view, Memory memory, int offset, int size) {
    int base = view.base;
    long address = memory.writeAddress();
    if (address == 0 || base < 0 || base > memory.limit() || (offset & View.FAR) != 0) {
      return 0;
    }
    long place = address + base + offset;
    return (place & (size - 1)) == 0 ? place : 0;
  }

  /**
   * Adds to a signed 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param delta what to add; the sum wraps around
   * @return the value before
   */
  public static int getAndAddS32(View view, int offset, int delta) {
    Memory memory = view.memory;
    long address = aligned(view, memory, offset, Integer.BYTES);
    if (address == 0) {
      return BufferCells.getAndAdd32(view, offset, delta);
    }
    try {
      return AddressSpace.getAndAddInt(address, delta);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /**
   * Sets a signed 32-bit integer if it has the expected value.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param expected the value that it should have
   * @param value its new value
   * @return whether it was set
   */
  public static boolean compareAndSetS32(View view, int offset, int expected, int value) {
    Memory memory = view.memory;
    long address = aligned(view, memory, offset, Integer.BYTES);
    if (address == 0) {
      return BufferCells.compareAndSet32(view, offset, expected, value);
    }
    try {
      return AddressSpace.compareAndSetInt(address, expected, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /**
   * Adds to an unsigned 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param delta what to add; the sum wraps around at 2^32
   * @return the value before, 0 to 2^32-1
   */
  public static long getAndAddU32(View view, int offset, long delta) {
    return Integer.toUnsignedLong(getAndAddS32(view, offset, (int) delta));
  }

  /**
   * Sets an unsigned 32-bit integer if it has the expected value.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param expected the value that it should have, 0 to 2^32-1
   * @param value its new value, 0 to 2^32-1
   * @return whether it was set
   */
  public static boolean compareAndSetU32(View view, int offset, long expected, long value) {
    return compareAndSetS32(
        view, offset, CInteger.u32(expected, Refusal.NAMED), CInteger.u32(value, Refusal.NAMED));
  }

  /**
   * Adds to a 64-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param delta what to add; the sum wraps around
   * @return the value before
   */
  public static long getAndAdd64(View view, int offset, long delta) {
    Memory memory = view.memory;
    long address = aligned(view, memory, offset, Long.BYTES);
    if (address == 0) {
      return BufferCells.getAndAdd64(view, offset, delta);
    }
    try {
      return AddressSpace.getAndAddLong(address, delta);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /**
   * Sets a 64-bit integer if it has the expected value.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param expected the value that it should have
   * @param value its new value
   * @return whether it was set
   */
  public static boolean compareAndSet64(View view, int offset, long expected, long value) {
    Memory memory = view.memory;
    long address = aligned(view, memory, offset, Long.BYTES);
    if (address == 0) {
      return BufferCells.compareAndSet64(view, offset, expected, value);
    }
    try {
      return AddressSpace.compareAndSetLong(address, expected, value);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }
}
