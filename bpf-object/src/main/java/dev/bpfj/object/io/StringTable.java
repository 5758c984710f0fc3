package dev.bpfj.object.io;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A table of zero-terminated strings, addressed by byte offset, as ELF and BTF have them. Strings
 * are decoded once, as UTF-8, invalid bytes becoming U+FFFD.
 */
public final class StringTable {
  private static final long FIXED_BUDGET = 1 << 20;
  private static final int BUDGET_FACTOR = 16;

  private final Region region;
  private final Map<Integer, String> decoded = new HashMap<>();
  // Names may share their tails, so a small table can describe a great many long strings: a file of
  // a megabyte could ask for a terabyte. Honest tables stay far below this.
  private long budget;

  /**
   * Makes the table.
   *
   * @param region the table's bytes
   */
  public StringTable(Region region) {
    this.region = region;
    this.budget = FIXED_BUDGET + (long) BUDGET_FACTOR * region.size();
  }

  /**
   * The string at an offset.
   *
   * @param offset its first byte's offset
   * @return the text, empty at a zero byte
   */
  public synchronized String at(long offset) {
    String known = decoded.get((int) offset);
    if (known != null && offset == (int) offset) {
      return known;
    }
    int length = region.cStringLength(offset);
    budget -= length;
    if (budget < 0) {
      throw region.malformed(
          "names of more than " + BUDGET_FACTOR + " times the string table's size");
    }
    String text = new String(region.copy(offset, length), StandardCharsets.UTF_8);
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
