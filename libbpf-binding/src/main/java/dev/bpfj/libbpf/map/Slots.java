package dev.bpfj.libbpf.map;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The idle slots of a map: as many as have been in use at once, up to a limit. Not one a thread,
 * since threads may be many and virtual, and since a codec may use the very map that it is used by.
 */
final class Slots {
  private static final VarHandle HOMES = MethodHandles.arrayElementVarHandle(Slot[].class);
  private static final int COUNT =
      Integer.highestOneBit(Math.min(64, Runtime.getRuntime().availableProcessors()) * 4 - 1);
  // Homes that different threads begin with do not share a cache line.
  private static final int SPACING = 16;
  private static final int MASK = COUNT - 1;
  // A larger value is copied for longer than its memory takes to be had.
  private static final int KEPT_BYTES = 1 << 20;

  private final int keySize;
  private final int valueBytes;
  private final boolean kept;
  private final @Nullable Slot[] homes = new Slot[COUNT * SPACING];

  Slots(int keySize, int valueBytes) {
    this.keySize = keySize;
    this.valueBytes = valueBytes;
    this.kept = keySize + (long) valueBytes <= KEPT_BYTES;
  }

  /** A slot that nobody else has, with anything in it. */
  Slot take() {
    int home = (int) Thread.currentThread().getId() & MASK;
    Slot slot = (Slot) HOMES.getAndSet(homes, home * SPACING, null);
    return slot != null ? slot : takeElsewhere(home);
  }

  private Slot takeElsewhere(int home) {
    for (int i = 1; i < COUNT; i++) {
      Slot slot = (Slot) HOMES.getAndSet(homes, ((home + i) & MASK) * SPACING, null);
      if (slot != null) {
        return slot;
      }
    }
    return new Slot(keySize, valueBytes, home);
  }

  /** Takes a slot back. */
  void give(Slot slot) {
    if (kept) {
      keep(slot);
    }
  }

  private void keep(Slot slot) {
    if (HOMES.getOpaque(homes, slot.home * SPACING) == null) {
      // Two that come home at once lose one of them: it is garbage then.
      HOMES.setRelease(homes, slot.home * SPACING, slot);
    } else {
      keepElsewhere(slot);
    }
  }

  private void keepElsewhere(Slot slot) {
    for (int i = 1; i < COUNT; i++) {
      if (HOMES.compareAndSet(homes, ((slot.home + i) & MASK) * SPACING, null, slot)) {
        return;
      }
    }
  }
}
