package dev.bpfj.libbpf.map;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The buffers for calls on a map: as many sets as have been in use at once, up to a limit. Not one
 * a thread, since threads may be many and virtual, and since a codec may use the very map that it
 * is used by.
 *
 * <p>Each place has a set, made when it is first taken, and a word that says whether someone has
 * it. Taking one is a compare-and-set and giving it back a plain store, with no reference written,
 * which collectors would want to know of.
 */
final class CallBufferPool {
  private static final VarHandle TAKEN = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int COUNT =
      Integer.highestOneBit(Math.min(64, Runtime.getRuntime().availableProcessors()) * 4 - 1);
  private static final int MASK = COUNT - 1;
  // The words of two places do not share a cache line.
  private static final int SPACING = 16;
  // A larger value is copied for longer than its memory takes to be had.
  private static final int KEPT_BYTES = 1 << 20;

  private final int keySize;
  private final int valueBytes;
  private final int[] taken;
  // Each is used by the one thread that has taken it.
  private final @Nullable CallBuffers[] all;

  CallBufferPool(int keySize, int valueBytes) {
    this.keySize = keySize;
    this.valueBytes = valueBytes;
    int places = keySize + (long) valueBytes <= KEPT_BYTES ? COUNT : 0;
    this.taken = new int[places * SPACING];
    this.all = new CallBuffers[places];
  }

  /** Buffers that no other thread has, with undefined content. */
  CallBuffers take() {
    int first = (int) Thread.currentThread().getId() & MASK;
    for (int i = 0; i < all.length; i++) {
      int place = (first + i) & MASK;
      if (TAKEN.compareAndSet(taken, place * SPACING, 0, 1)) {
        CallBuffers buffers = all[place];
        return buffers != null ? buffers : fill(place);
      }
    }
    return new CallBuffers(keySize, valueBytes, CallBuffers.NO_PLACE);
  }

  private CallBuffers fill(int place) {
    CallBuffers buffers = null;
    try {
      buffers = new CallBuffers(keySize, valueBytes, place);
      all[place] = buffers;
      return buffers;
    } finally {
      if (buffers == null) {
        TAKEN.setRelease(taken, place * SPACING, 0); // no memory
      }
    }
  }

  /** Takes buffers back. */
  void give(CallBuffers buffers) {
    if (buffers.place != CallBuffers.NO_PLACE) {
      TAKEN.setRelease(taken, buffers.place * SPACING, 0);
    }
  }
}
