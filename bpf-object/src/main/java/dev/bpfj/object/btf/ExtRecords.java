package dev.bpfj.object.btf;

import dev.bpfj.object.MalformedObjectException;
import dev.bpfj.object.io.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind of {@code .BTF.ext}: a record's size, then blocks of a section's name, a
 * count and that many records.
 *
 * @param <T> what a record becomes
 */
final class ExtRecords<T> {
  private static final int BLOCK_HEADER = 8;

  private final Decoder<T> decoder;
  private final long recordSize;
  private final Map<String, List<Block>> blocks;
  private final Map<String, List<T>> decoded = new HashMap<>();
  private @Nullable MalformedObjectException broken;

  /** Makes an object of the record at an offset. */
  interface Decoder<T> {
    T decode(String section, long at);
  }

  private record Block(long at, long count) {}

  private ExtRecords(Decoder<T> decoder, long recordSize, Map<String, List<Block>> blocks) {
    this.decoder = decoder;
    this.recordSize = recordSize;
    this.blocks = blocks;
  }

  static <T> ExtRecords<T> open(Region region, Btf btf, int leastSize, Decoder<T> decoder) {
    if (region.size() == 0) {
      return new ExtRecords<>(decoder, leastSize, Map.of());
    }
    long recordSize = region.u32(0);
    if (recordSize < leastSize || recordSize % 4 != 0) {
      throw region.malformed(
          "record size: found=" + recordSize + ", expected at least " + leastSize);
    }
    return new ExtRecords<>(decoder, recordSize, blocks(region, btf, recordSize));
  }

  private static Map<String, List<Block>> blocks(Region region, Btf btf, long recordSize) {
    Map<String, List<Block>> blocks = new LinkedHashMap<>();
    for (long at = 4; at < region.size(); ) {
      String section = btf.string(region.u32(at));
      long count = region.u32(at + 4);
      at += BLOCK_HEADER;
      if (count == 0 || count > (region.size() - at) / recordSize) {
        throw region.malformed(
            "records of section \"" + section + "\" run past the end: count=" + count);
      }
      blocks.computeIfAbsent(section, name -> new ArrayList<>()).add(new Block(at, count));
      at += count * recordSize;
    }
    return blocks;
  }

  Set<String> sections() {
    return blocks.keySet();
  }

  void decodeAll(ToLongFunction<T> offset) {
    sections().forEach(section -> in(section, offset));
  }

  synchronized List<T> in(String section, ToLongFunction<T> offset) {
    if (broken != null) {
      throw broken;
    }
    List<T> known = decoded.get(section);
    if (known == null) {
      known = remembered(section, offset);
      decoded.put(section, known);
    }
    return known;
  }

  // One broken record spoils all: each program would look for it again.
  private List<T> remembered(String section, ToLongFunction<T> offset) {
    try {
      return decode(section, offset);
    } catch (MalformedObjectException e) {
      broken = e;
      throw e;
    }
  }

  private List<T> decode(String section, ToLongFunction<T> offset) {
    List<T> records = new ArrayList<>();
    for (Block block : blocks.getOrDefault(section, List.of())) {
      for (long i = 0; i < block.count(); i++) {
        records.add(decoder.decode(section, block.at() + i * recordSize));
      }
    }
    records.sort(Comparator.comparingLong(offset));
    return List.copyOf(records);
  }
}
