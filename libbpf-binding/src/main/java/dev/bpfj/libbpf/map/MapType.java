package dev.bpfj.libbpf.map;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of map, {@code enum bpf_map_type} of {@code linux/bpf.h}. Newer kernels may have types
 * that have no name here.
 *
 * <p>Immutable, thread-safe.
 *
 * @param number its number
 */
public record MapType(int number) {
  /** A hash table. */
  public static final MapType HASH = new MapType(1);

  /** An array, whose entries are all there from the beginning. */
  public static final MapType ARRAY = new MapType(2);

  /** Programs for tail calls. */
  public static final MapType PROG_ARRAY = new MapType(3);

  /** Perf events, by CPU: what a perf buffer is made of. */
  public static final MapType PERF_EVENT_ARRAY = new MapType(4);

  /** A hash table with a value for each CPU. */
  public static final MapType PERCPU_HASH = new MapType(5);

  /** An array with a value for each CPU. */
  public static final MapType PERCPU_ARRAY = new MapType(6);

  /** Stacks by their ids. */
  public static final MapType STACK_TRACE = new MapType(7);

  /** Control groups. */
  public static final MapType CGROUP_ARRAY = new MapType(8);

  /** A hash table that drops what was not used for long when it is full. */
  public static final MapType LRU_HASH = new MapType(9);

  /** The same with a value for each CPU. */
  public static final MapType LRU_PERCPU_HASH = new MapType(10);

  /** Values by the longest prefix that a key begins with. */
  public static final MapType LPM_TRIE = new MapType(11);

  /** An array of maps. */
  public static final MapType ARRAY_OF_MAPS = new MapType(12);

  /** A hash table of maps. */
  public static final MapType HASH_OF_MAPS = new MapType(13);

  /** Network devices to redirect to. */
  public static final MapType DEVMAP = new MapType(14);

  /** Sockets to redirect to. */
  public static final MapType SOCKMAP = new MapType(15);

  /** CPUs to redirect to. */
  public static final MapType CPUMAP = new MapType(16);

  /** AF_XDP sockets to redirect to. */
  public static final MapType XSKMAP = new MapType(17);

  /** Sockets to redirect to, by any key. */
  public static final MapType SOCKHASH = new MapType(18);

  /** Values by control group and kind of attachment; superseded by {@link #CGRP_STORAGE}. */
  public static final MapType CGROUP_STORAGE = new MapType(19);

  /** Sockets that share a port. */
  public static final MapType REUSEPORT_SOCKARRAY = new MapType(20);

  /** The same as {@link #CGROUP_STORAGE} with a value for each CPU. */
  public static final MapType PERCPU_CGROUP_STORAGE = new MapType(21);

  /** A queue: first in, first out. */
  public static final MapType QUEUE = new MapType(22);

  /** A stack: last in, first out. */
  public static final MapType STACK = new MapType(23);

  /** Values that go with sockets. */
  public static final MapType SK_STORAGE = new MapType(24);

  /** Network devices to redirect to, by any key. */
  public static final MapType DEVMAP_HASH = new MapType(25);

  /** Functions that the kernel calls: attached, not looked into. */
  public static final MapType STRUCT_OPS = new MapType(26);

  /** A ring buffer that programs write. */
  public static final MapType RINGBUF = new MapType(27);

  /** Values that go with inodes. */
  public static final MapType INODE_STORAGE = new MapType(28);

  /** Values that go with tasks. */
  public static final MapType TASK_STORAGE = new MapType(29);

  /** A set that can be asked whether a value may be in it. */
  public static final MapType BLOOM_FILTER = new MapType(30);

  /** A ring buffer that user space writes. */
  public static final MapType USER_RINGBUF = new MapType(31);

  /** Values that go with control groups. */
  public static final MapType CGRP_STORAGE = new MapType(32);

  /** Memory that programs and user space share. */
  public static final MapType ARENA = new MapType(33);

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "hash"),
          Map.entry(2, "array"),
          Map.entry(3, "prog_array"),
          Map.entry(4, "perf_event_array"),
          Map.entry(5, "percpu_hash"),
          Map.entry(6, "percpu_array"),
          Map.entry(7, "stack_trace"),
          Map.entry(8, "cgroup_array"),
          Map.entry(9, "lru_hash"),
          Map.entry(10, "lru_percpu_hash"),
          Map.entry(11, "lpm_trie"),
          Map.entry(12, "array_of_maps"),
          Map.entry(13, "hash_of_maps"),
          Map.entry(14, "devmap"),
          Map.entry(15, "sockmap"),
          Map.entry(16, "cpumap"),
          Map.entry(17, "xskmap"),
          Map.entry(18, "sockhash"),
          Map.entry(19, "cgroup_storage"),
          Map.entry(20, "reuseport_sockarray"),
          Map.entry(21, "percpu_cgroup_storage"),
          Map.entry(22, "queue"),
          Map.entry(23, "stack"),
          Map.entry(24, "sk_storage"),
          Map.entry(25, "devmap_hash"),
          Map.entry(26, "struct_ops"),
          Map.entry(27, "ringbuf"),
          Map.entry(28, "inode_storage"),
          Map.entry(29, "task_storage"),
          Map.entry(30, "bloom_filter"),
          Map.entry(31, "user_ringbuf"),
          Map.entry(32, "cgrp_storage"),
          Map.entry(33, "arena"),
          Map.entry(34, "insn_array"),
          Map.entry(35, "rhash"));

  /**
   * Whether the kernel keeps, reads and writes one value for each possible CPU.
   *
   * @return true for the four types that are so named
   */
  public boolean isPerCpu() {
    return equals(PERCPU_HASH)
        || equals(PERCPU_ARRAY)
        || equals(LRU_PERCPU_HASH)
        || equals(PERCPU_CGROUP_STORAGE);
  }

  // Not left to the record: its first comparison takes 20 ms, to make code for it.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MapType that && number == that.number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  /** Its name, as libbpf and bpftool write it, such as {@code lru_hash}. */
  @Override
  public String toString() {
    return NAMES.getOrDefault(number, "type " + number);
  }
}
