package dev.bpfj.test.memory;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.object.DataSection;
import dev.bpfj.test.memory.KernelMap.MapShape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map of an object, as libbpf has it ({@code struct bpf_map} of libbpf). */
final class LibbpfMap {
  final String name;
  final String realName;
  int type;
  int keySize;
  int valueSize;
  int flags;
  int numaNode;
  int ifindex;
  int keyType;
  int valueType;
  long extra;
  boolean autocreate = true;
  int fd = -1;
  @Nullable String pinPath;
  @Nullable LibbpfMap inner;
  @Nullable DataSection section; // of global data alone
  @Nullable MappedPart image;
  private long maxEntries;

  LibbpfMap(String name, String realName) {
    this.name = name;
    this.realName = realName;
  }

  long maxEntries() {
    return maxEntries;
  }

  /** Sets it; a ring's is made what a ring can have, as adjust_ringbuf_sz of libbpf. */
  void maxEntries(long entries) {
    MapType now = new MapType(type);
    boolean isRing = now.equals(MapType.RINGBUF) || now.equals(MapType.USER_RINGBUF);
    maxEntries = isRing && entries != 0 ? ringSize(entries) : entries;
  }

  private static long ringSize(long asked) {
    long page = NativeMemory.get().pageSize();
    if (Long.bitCount(asked) == 1 && asked % page == 0) {
      return asked;
    }
    long pages = Long.highestOneBit(Math.max(1, (asked + page - 1) / page) * 2 - 1);
    return pages * page;
  }

  MapShape shape() {
    return new MapShape(type, keySize, valueSize, maxEntries, flags, extra);
  }

  DataSection section() {
    return Objects.requireNonNull(section);
  }

  MappedPart image() {
    return Objects.requireNonNull(image);
  }
}
