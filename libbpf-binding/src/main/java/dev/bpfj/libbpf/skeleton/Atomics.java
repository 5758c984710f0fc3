package dev.bpfj.libbpf.skeleton;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * Atomic operations on the aligned 4- and 8-byte integers of a {@link View}, towards other threads
 * and running BPF programs alike, as C's {@code __atomic} builtins with {@code __ATOMIC_SEQ_CST}.
 * On an integer that is not aligned they are an {@link IllegalStateException}.
 */
public final class Atomics {
  private Atomics() {}

  /**
   * Adds to a signed 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param delta what to add; the sum wraps around
   * @return the value before
   */
  public static int getAndAddS32(View view, int offset, int delta) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      return (int) BufferCells.INT.getAndAdd(buffer, view.base + offset, delta);
    } finally {
      Reference.reachabilityFence(buffer);
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
    ByteBuffer buffer = view.memory.forWriting();
    try {
      return BufferCells.INT.compareAndSet(buffer, view.base + offset, expected, value);
    } finally {
      Reference.reachabilityFence(buffer);
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
    return compareAndSetS32(view, offset, Fields.checkU32(expected), Fields.checkU32(value));
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
    ByteBuffer buffer = view.memory.forWriting();
    try {
      return (long) BufferCells.LONG.getAndAdd(buffer, view.base + offset, delta);
    } finally {
      Reference.reachabilityFence(buffer);
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
    ByteBuffer buffer = view.memory.forWriting();
    try {
      return BufferCells.LONG.compareAndSet(buffer, view.base + offset, expected, value);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }
}
