package dev.bpfj.libbpf.internal.struct;

import static org.assertj.core.api.Assertions.assertThat;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.struct.COffsets.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A structure in memory, read and written by what C says of its members. */
public record NativeStruct(long address, Map<String, Place> places) {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  /** A structure at an address, with the members that C declares for it. */
  static NativeStruct of(long address, String declarations, String name, String... members) {
    return new NativeStruct(address, COffsets.of(declarations, "struct " + name, List.of(members)));
  }

  /** A member, as the unsigned number that it is. */
  public long get(String member) {
    Place place = places.get(member);
    long at = address + place.offset();
    return switch (place.size()) {
      case 1 -> MEMORY.getByte(at) & 0xff;
      case 4 -> Integer.toUnsignedLong(MEMORY.getInt(at));
      default -> MEMORY.getLong(at);
    };
  }

  /** The string that a member points to. */
  public String string(String member) {
    return text(get(member));
  }

  /** The string at an address. */
  public static String text(long address) {
    return new String(MEMORY.getZeroTerminatedByteArray(address), StandardCharsets.UTF_8);
  }

  /** The 8-byte words that a member points to. */
  public long[] words(String member, int count) {
    long[] words = new long[count];
    MEMORY.getLongArray(get(member), words, 0, count);
    return words;
  }

  /** That the structure's first member is its size, and all others but these are zero. */
  public void assertNothingBut(String... members) {
    int size = places.get("").size();
    assertThat(get("sz")).as("sz").isEqualTo(size);
    byte[] bytes = new byte[size];
    MEMORY.getByteArray(address, bytes, 0, size);
    clear(bytes, "sz");
    for (String member : members) {
      clear(bytes, member);
    }
    assertThat(bytes).as("what is not in " + String.join(", ", members)).containsOnly(0);
  }

  private void clear(byte[] bytes, String member) {
    Place place = places.get(member);
    java.util.Arrays.fill(bytes, place.offset(), place.offset() + place.size(), (byte) 0);
  }
}
