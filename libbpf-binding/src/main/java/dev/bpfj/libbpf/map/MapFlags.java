package dev.bpfj.libbpf.map;

/**
 * Flags of maps and of operations on them, {@code BPF_*} of {@code linux/bpf.h}.
 *
 * <p>Thread-safe.
 */
public final class MapFlags {
  /** Of updates: whether the key is there or not. */
  public static final long ANY = 0;

  /** Of updates: only if the key is not there; else -EEXIST. */
  public static final long NOEXIST = 1;

  /** Of updates: only if the key is there; else -ENOENT. */
  public static final long EXIST = 2;

  /** Of updates and lookups: hold the value's spin lock while it is copied. */
  public static final long LOCK = 4;

  /** Of maps: entries get their memory when they are put in. */
  public static final int NO_PREALLOC = 1;

  /** Of maps: each CPU drops what it has not used for long by itself. */
  public static final int NO_COMMON_LRU = 1 << 1;

  /** Of maps: {@code numaNode} counts. */
  public static final int NUMA_NODE = 1 << 2;

  /** Of maps: user space can only read it. */
  public static final int RDONLY = 1 << 3;

  /** Of maps: user space can only write it. */
  public static final int WRONLY = 1 << 4;

  /** Of stack traces: frames of user space come as build ids and offsets. */
  public static final int STACK_BUILD_ID = 1 << 5;

  /** Of hash tables: no random seed, so that their order is the same each time. */
  public static final int ZERO_SEED = 1 << 6;

  /** Of maps: programs can only read it. */
  public static final int RDONLY_PROG = 1 << 7;

  /** Of maps: programs can only write it. */
  public static final int WRONLY_PROG = 1 << 8;

  /** Of sockets' storage: connections get a copy of what the listening socket has. */
  public static final int CLONE = 1 << 9;

  /** Of arrays: their values can be mapped into memory. */
  public static final int MMAPABLE = 1 << 10;

  /** Of perf event arrays: events stay when the descriptor is closed that they were put in by. */
  public static final int PRESERVE_ELEMS = 1 << 11;

  /** Of arrays that are in a map of maps: they may differ in size. */
  public static final int INNER_MAP = 1 << 12;

  private MapFlags() {}
}
