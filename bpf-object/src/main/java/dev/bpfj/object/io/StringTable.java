package dev.bpfj.object.io;

import java.util.HashMap;
import java.util.Map;

/**
 * A table of zero-terminated strings, addressed by byte offset, as ELF and BTF have them. Strings
 * are decoded once, when first asked for, as UTF-8; invalid bytes become U+FFFD.
 */
public final class StringTable {
  private static final long FIXED_BUDGET = 1 << 20;
  private static final long MOST_BUDGET = 64 << 20;
  private static final int BUDGET_FACTOR = 4;

  private final Region region;
  private final Map<Integer, String> decoded = new HashMap<>();
  // Names may share their tails, so a small table can describe a great many long strings: a file of
  // a megabyte could ask for a terabyte. Honest tables decode to less than their own size.
  private long budget;

  /**
   * Makes the table.
   *
   * @param region the table's bytes
   */
  public StringTable(Region region) {
    this.region = region;
    this.budget = FIXED_BUDGET + Math.min(MOST_BUDGET, (long) BUDGET_FACTOR * region.size());
  }

  /**
   * The string at an offset.
   *
   * @param offset its first byte's offset
   * @return the text, empty at a zero byte
   * @throws dev.bpfj.object.MalformedObjectException if no string is there
   */
  public synchronized String at(long offset) {
    int key = (int) offset;
    String known = key == offset ? decoded.get(key) : null;
    return known != null ? known : decode(offset);
  }

  private String decode(long offset) {
    int length = budget < 0 ? 0 : region.cStringLength(offset);
    budget -= length;
    if (budget < 0) {
      throw region.malformed(
          "names of more than " + BUDGET_FACTOR + " times the string table's size");
    }
    String text = region.text(offset, length);
    decoded.put((int) offset, text);
    return text;
  }

  /**
   * Checks that an offset names a string, without decoding it.
   *
   * @param offset the string's offset
   * @return whether it lies inside the table
   */
  public boolean contains(long offset) {
    return offset >= 0 && offset < region.size();
  }
}
