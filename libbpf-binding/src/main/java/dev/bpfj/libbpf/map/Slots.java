package dev.bpfj.libbpf.map;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a map: as many as have been in use at once, up to a limit. Not one a thread, since
 * threads may be many and virtual, and since a codec may use the very map that it is used by.
 *
 * <p>Each place has a slot, made when it is first taken, and a word that says whether someone has
 * it. Taking one is a compare-and-set and giving it back a plain store, with no reference written,
 * which collectors would want to know of.
 */
final class Slots {
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
  // Each is for the one alone who has taken its place.
  private final @Nullable Slot[] slots;

  Slots(int keySize, int valueBytes) {
    this.keySize = keySize;
    this.valueBytes = valueBytes;
    int places = keySize + (long) valueBytes <= KEPT_BYTES ? COUNT : 0;
    this.taken = new int[places * SPACING];
    this.slots = new Slot[places];
  }

  /** A slot that nobody else has, with anything in it. */
  Slot take() {
    int first = (int) Thread.currentThread().getId() & MASK;
    for (int i = 0; i < slots.length; i++) {
      int place = (first + i) & MASK;
      if (TAKEN.compareAndSet(taken, place * SPACING, 0, 1)) {
        Slot slot = slots[place];
        return slot != null ? slot : fill(place);
      }
    }
    return new Slot(keySize, valueBytes, Slot.NO_PLACE);
  }

  private Slot fill(int place) {
    Slot slot = null;
    try {
      slot = new Slot(keySize, valueBytes, place);
      slots[place] = slot;
      return slot;
    } finally {
      if (slot == null) {
        TAKEN.setRelease(taken, place * SPACING, 0); // no memory
      }
    }
  }

  /** Takes a slot back. */
  void give(Slot slot) {
    if (slot.place != Slot.NO_PLACE) {
      TAKEN.setRelease(taken, slot.place * SPACING, 0);
    }
  }
}
