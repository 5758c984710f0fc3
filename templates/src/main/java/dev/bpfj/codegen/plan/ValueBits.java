package dev.bpfj.codegen.plan;

import dev.bpfj.codegen.model.LayoutPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The bits of a struct that are values, as members add them one by one. */
final class ValueBits {
  private final long size;
  private final List<long[]> ranges = new ArrayList<>();
  private final TreeMap<Long, Integer> masks = new TreeMap<>();
  private final List<LayoutPart> eaches = new ArrayList<>();
  private List<LayoutPart> parts = List.of();
  private boolean whole;

  ValueBits(long size) {
    this.size = size;
  }

  static ValueBits whole(long size) {
    ValueBits values = new ValueBits(size);
    values.addBits(0, size * 8);
    values.close();
    return values;
  }

  /** Adds bits, counted from the struct's start as BTF counts them. */
  void addBits(long first, long count) {
    long end = Math.min(first + count, size * 8);
    for (long at = first; at < end; ) {
      long next = Math.min((at / 8 + 1) * 8, end);
      if (at % 8 == 0 && end - at >= 8) {
        next = end / 8 * 8;
        ranges.add(new long[] {at / 8, next / 8});
      } else {
        masks.merge(at / 8, mask((int) (at % 8), (int) (next - at)), (a, b) -> a | b);
      }
      at = next;
    }
  }

  private int mask(int first, int count) {
    return ((1 << count) - 1) << first;
  }

  void addPart(LayoutPart part) {
    eaches.add(part);
  }

  /** Adds the values of a struct inside this one. */
  void addAll(long offset, ValueBits inner) {
    for (LayoutPart part : inner.parts) {
      if (part instanceof LayoutPart.Bytes bytes) {
        addBits((offset + bytes.offset()) * 8, bytes.length() * 8);
      } else if (part instanceof LayoutPart.Mask mask) {
        masks.merge(offset + mask.offset(), mask.mask(), (a, b) -> a | b);
      } else if (part instanceof LayoutPart.Each each) {
        eaches.add(new LayoutPart.Each(offset + each.offset(), each.count(), each.element()));
      }
    }
  }

  /** Ends the adding. */
  void close() {
    masks.forEach(
        (at, mask) -> {
          if (mask == 0xff) {
            ranges.add(new long[] {at, at + 1});
          }
        });
    List<LayoutPart> all = new ArrayList<>(merged());
    whole = size == 0 || all.equals(List.of(new LayoutPart.Bytes(0, size)));
    masks.forEach(
        (at, mask) -> {
          if (mask != 0xff) {
            all.add(new LayoutPart.Mask(at, mask));
          }
        });
    all.addAll(eaches);
    parts = List.copyOf(all);
  }

  private List<LayoutPart> merged() {
    ranges.sort(Comparator.comparingLong(range -> range[0]));
    List<LayoutPart> merged = new ArrayList<>();
    long[] open = null;
    for (long[] range : ranges) {
      if (open != null && range[0] <= open[1]) {
        open[1] = Math.max(open[1], range[1]);
      } else {
        if (open != null) {
          merged.add(new LayoutPart.Bytes(open[0], open[1] - open[0]));
        }
        open = range.clone();
      }
    }
    if (open != null) {
      merged.add(new LayoutPart.Bytes(open[0], open[1] - open[0]));
    }
    return merged;
  }

  boolean isWhole() {
    return whole;
  }

  List<LayoutPart> parts() {
    return parts;
  }
}
