package dev.bpfj.object;

import java.util.List;
import java.util.Locale;

/**
 * A map's type: a number of {@code enum bpf_map_type} in {@code include/uapi/linux/bpf.h}. Types
 * that are newer than this reader keep their number and have no name.
 *
 * @param number the number; negative ones stand for those from 2^31
 */
public record BpfMapType(int number) {
  private static final List<String> NAMES =
      List.of(
          "unspec",
          "hash",
          "array",
          "prog_array",
          "perf_event_array",
          "percpu_hash",
          "percpu_array",
          "stack_trace",
          "cgroup_array",
          "lru_hash",
          "lru_percpu_hash",
          "lpm_trie",
          "array_of_maps",
          "hash_of_maps",
          "devmap",
          "sockmap",
          "cpumap",
          "xskmap",
          "sockhash",
          "cgroup_storage",
          "reuseport_sockarray",
          "percpu_cgroup_storage",
          "queue",
          "stack",
          "sk_storage",
          "devmap_hash",
          "struct_ops",
          "ringbuf",
          "inode_storage",
          "task_storage",
          "bloom_filter",
          "user_ringbuf",
          "cgrp_storage",
          "arena",
          "insn_array",
          "rhash");

  static final BpfMapType PROG_ARRAY = new BpfMapType(3);
  static final BpfMapType ARRAY_OF_MAPS = new BpfMapType(12);
  static final BpfMapType HASH_OF_MAPS = new BpfMapType(13);
  static final BpfMapType ARENA = new BpfMapType(33);

  /**
   * The name that libbpf and bpftool print.
   *
   * @return such as {@code hash}; the number in decimal if it is not known
   */
  public String name() {
    return isKnown() ? NAMES.get(number) : Integer.toUnsignedString(number);
  }

  /**
   * The name in C.
   *
   * @return such as {@code BPF_MAP_TYPE_HASH}; the number in decimal if it is not known
   */
  public String constant() {
    return isKnown() ? "BPF_MAP_TYPE_" + name().toUpperCase(Locale.ROOT) : name();
  }

  /**
   * Whether the type is known.
   *
   * @return false for types newer than the newest kernel that it was written for
   */
  public boolean isKnown() {
    return number >= 0 && number < NAMES.size();
  }

  /**
   * Whether values are other maps.
   *
   * @return true for arrays and hashes of maps
   */
  public boolean isMapInMap() {
    return equals(ARRAY_OF_MAPS) || equals(HASH_OF_MAPS);
  }

  @Override
  public String toString() {
    return name();
  }
}
