package dev.bpfj.libbpf.map;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOSPC;
import static dev.bpfj.libbpf.internal.kernel.Errno.EPERM;

import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import java.nio.ByteBuffer;
import java.util.Set;

/** What helps where the kernel refuses to create a map, or to change its entries. */
final class MapAdvice {
  private static final Set<MapType> INDEXED =
      Set.of(
          MapType.ARRAY,
          MapType.PERCPU_ARRAY,
          MapType.PROG_ARRAY,
          MapType.PERF_EVENT_ARRAY,
          MapType.CGROUP_ARRAY,
          MapType.ARRAY_OF_MAPS,
          MapType.DEVMAP,
          MapType.CPUMAP,
          MapType.SOCKMAP,
          MapType.XSKMAP,
          MapType.REUSEPORT_SOCKARRAY);

  private static final Set<MapType> OF_MAPS = Set.of(MapType.ARRAY_OF_MAPS, MapType.HASH_OF_MAPS);

  /** Those whose number of entries is 0, or is libbpf's to choose. */
  private static final Set<MapType> WITHOUT_ENTRIES =
      Set.of(
          MapType.CGROUP_STORAGE,
          MapType.PERCPU_CGROUP_STORAGE,
          MapType.SK_STORAGE,
          MapType.INODE_STORAGE,
          MapType.TASK_STORAGE,
          MapType.CGRP_STORAGE,
          MapType.STRUCT_OPS,
          MapType.PERF_EVENT_ARRAY);

  /** Those of sockets and devices. */
  private static final Set<MapType> OF_NETWORK =
      Set.of(
          MapType.SOCKMAP, MapType.SOCKHASH, MapType.DEVMAP, MapType.DEVMAP_HASH, MapType.XSKMAP);

  private static final Set<MapType> RINGS = Set.of(MapType.RINGBUF, MapType.USER_RINGBUF);

  /** Reading entries. */
  static final Advice ON_LOOKUP = failure -> onFrozen(failure.errno());

  private MapAdvice() {}

  private static String onFrozen(int errno) {
    return errno == EPERM && Capability.mayCallBpf()
        ? "the map is frozen, or was made read-only for user space"
        : "";
  }

  /**
   * Giving a key a value.
   *
   * @param map the map
   * @param keys has the key
   * @param offset where it begins
   */
  static Advice onUpdate(MapInfo map, ByteBuffer keys, int offset) {
    return failure ->
        switch (failure.errno()) {
          case E2BIG -> INDEXED.contains(map.type()) ? noIndex(map, keys, offset) : full(map);
          case ENOSPC -> map.type().equals(MapType.LPM_TRIE) ? full(map) : "";
          case EINVAL -> OF_MAPS.contains(map.type()) ? innerMap() : "";
          default -> onFrozen(failure.errno());
        };
  }

  /** Deleting a key; as {@link #onUpdate}. */
  static Advice onDelete(MapInfo map, ByteBuffer keys, int offset) {
    return failure ->
        switch (failure.errno()) {
          case E2BIG, EINVAL ->
              !INDEXED.contains(map.type())
                  ? ""
                  : isInside(map, keys, offset)
                      ? "the values of an array are always there; set one to zeros instead"
                      : noIndex(map, keys, offset);
          default -> onFrozen(failure.errno());
        };
  }

  private static boolean isInside(MapInfo map, ByteBuffer keys, int offset) {
    return Integer.toUnsignedLong(keys.getInt(offset)) < map.maxEntries();
  }

  private static String noIndex(MapInfo map, ByteBuffer keys, int offset) {
    return "the map has no such index: index="
        + Integer.toUnsignedString(keys.getInt(offset))
        + ", maxEntries="
        + map.maxEntries();
  }

  private static String full(MapInfo map) {
    boolean isQueue = map.type().equals(MapType.QUEUE) || map.type().equals(MapType.STACK);
    return "the map is full: maxEntries="
        + map.maxEntries()
        + (isQueue
            ? "; pop values, push with MapFlags.EXIST, which drops the oldest one"
            : "; delete keys")
        + ", or make it larger (before load by settings().maxEntries)";
  }

  private static String innerMap() {
    return "an inner map must match the template of the map of maps: in type, key size, value size"
        + " and flags, and an array without MapFlags.INNER_MAP in max entries";
  }

  /** Creating a map. */
  static Advice onCreate(MapType type, long maxEntries) {
    Advice onPrivilege =
        OF_NETWORK.contains(type)
            ? Advice.onPrivilege(Capability.CAP_BPF, Capability.CAP_NET_ADMIN)
            : Advice.onPrivilege(Capability.CAP_BPF);
    return onPrivilege.or(
        failure ->
            failure.errno() != EINVAL && failure.errno() != E2BIG ? "" : onSize(type, maxEntries));
  }

  /** What is wrong with a number of entries, or an empty text. */
  static String onSize(MapType type, long maxEntries) {
    int page = AddressRange.pageSize();
    if (maxEntries == 0 && !WITHOUT_ENTRIES.contains(type)) {
      return "a map of this type has at least 1 entry: type=" + type + ", maxEntries=0";
    } else if (RINGS.contains(type) && (Long.bitCount(maxEntries) != 1 || maxEntries % page != 0)) {
      return "maxEntries of a ring buffer is its size in bytes, a power of two and a multiple of the"
          + " page size: maxEntries="
          + maxEntries
          + ", page size="
          + page;
    }
    return "";
  }
}
