package dev.bpfj.libbpf.skeleton;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes the fields of a {@link View}. Aligned fields are accessed opaquely: whole, and
 * anew at each call, so that a loop sees what the kernel writes.
 */
public final class Fields {
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private Fields() {}

  /**
   * A 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @return its value
   */
  public static int getInt(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      int at = view.base + offset;
      return (at & 3) == 0 ? (int) INT.getOpaque(buffer, at) : buffer.getInt(at);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * Sets a 32-bit integer.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param value its value
   */
  public static void setInt(View view, int offset, int value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      int at = view.base + offset;
      if ((at & 3) == 0) {
        INT.setOpaque(buffer, at, value);
      } else {
        buffer.putInt(at, value);
      }
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }
}
