package dev.bpfj.libbpf;

/** What the binding has to know about {@code enum bpf_map_type} of {@code linux/bpf.h}. */
final class MapTypes {
  private static final int PERCPU_HASH = 5;
  private static final int PERCPU_ARRAY = 6;
  private static final int LRU_PERCPU_HASH = 10;
  private static final int PERCPU_CGROUP_STORAGE = 21;

  static final int STRUCT_OPS = 26;

  private MapTypes() {}

  /** Whether the kernel reads and writes one value for each possible CPU. */
  static boolean isPerCpu(int type) {
    return type == PERCPU_HASH
        || type == PERCPU_ARRAY
        || type == LRU_PERCPU_HASH
        || type == PERCPU_CGROUP_STORAGE;
  }
}
