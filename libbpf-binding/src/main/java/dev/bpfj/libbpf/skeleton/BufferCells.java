package dev.bpfj.libbpf.skeleton;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads and writes the words of a {@link View} through its buffer, which checks everything: for
 * memory that is not our own, for far offsets, and for the exceptions of what cannot be accessed.
 */
final class BufferCells {
  static final VarHandle SHORT =
      MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.nativeOrder());
  static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
  static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private BufferCells() {}

  /** Where something is in the view's buffer, which checks that it is in it. */
  static int at(View view, int offset) {
    if (offset < 0) {
      throw Refusal.outside(offset);
    }
    return view.base + offset;
  }

  static byte get8(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      byte value = buffer.get(at(view, offset));
      // There is no opaque access of one byte; the fence keeps a loop from reading only once.
      VarHandle.acquireFence();
      return value;
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static short get16(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      int at = at(view, offset);
      return (at & 1) == 0 ? (short) SHORT.getOpaque(buffer, at) : (short) SHORT.get(buffer, at);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static int get32(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      int at = at(view, offset);
      return (at & 3) == 0 ? (int) INT.getOpaque(buffer, at) : (int) INT.get(buffer, at);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static long get64(View view, int offset) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      int at = at(view, offset);
      return (at & 7) == 0 ? (long) LONG.getOpaque(buffer, at) : (long) LONG.get(buffer, at);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static void put8(View view, int offset, byte value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      VarHandle.releaseFence();
      buffer.put(at(view, offset), value);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static void put16(View view, int offset, short value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      int at = at(view, offset);
      if ((at & 1) == 0) {
        SHORT.setOpaque(buffer, at, value);
      } else {
        SHORT.set(buffer, at, value);
      }
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static void put32(View view, int offset, int value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      int at = at(view, offset);
      if ((at & 3) == 0) {
        INT.setOpaque(buffer, at, value);
      } else {
        INT.set(buffer, at, value);
      }
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static void put64(View view, int offset, long value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      int at = at(view, offset);
      if ((at & 7) == 0) {
        LONG.setOpaque(buffer, at, value);
      } else {
        LONG.set(buffer, at, value);
      }
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static int getAndAdd32(View view, int offset, int delta) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      return (int) INT.getAndAdd(buffer, at(view, offset), delta);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static long getAndAdd64(View view, int offset, long delta) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      return (long) LONG.getAndAdd(buffer, at(view, offset), delta);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static boolean compareAndSet32(View view, int offset, int expected, int value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      return INT.compareAndSet(buffer, at(view, offset), expected, value);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static boolean compareAndSet64(View view, int offset, long expected, long value) {
    ByteBuffer buffer = view.memory.forWriting();
    try {
      return LONG.compareAndSet(buffer, at(view, offset), expected, value);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }
}
