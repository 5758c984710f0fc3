package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.Arena;

/** {@code struct bpf_iter_attach_opts} with the {@code union bpf_iter_link_info} behind it. */
public final class IterAttachOpts {
  private static final int SIZE = 24;
  private static final int LINK_INFO = 8;
  private static final int LINK_INFO_LEN = 16;

  private static final int INFO_SIZE = 16;
  private static final int MAP_FD = 0;
  private static final int TASK_TID = 0;
  private static final int TASK_PID = 4;
  private static final int CGROUP_ORDER = 0;
  private static final int CGROUP_ID = 8;

  private IterAttachOpts() {}

  /** Writes the structure for a map's entries and returns its address. */
  public static long ofMap(Arena arena, int mapFd) {
    return write(arena, info(arena).putInt(MAP_FD, mapFd));
  }

  /** Writes the structure for chosen tasks and returns its address. */
  public static long ofTasks(Arena arena, int tid, int pid) {
    return write(arena, info(arena).putInt(TASK_TID, tid).putInt(TASK_PID, pid));
  }

  /** Writes the structure for control groups and returns its address. */
  public static long ofCgroups(Arena arena, int order, long cgroupId) {
    return write(arena, info(arena).putInt(CGROUP_ORDER, order).putLong(CGROUP_ID, cgroupId));
  }

  private static Struct info(Arena arena) {
    return Struct.of(arena, INFO_SIZE);
  }

  private static long write(Arena arena, Struct info) {
    return Struct.opts(arena, SIZE)
        .putLong(LINK_INFO, info.address())
        .putInt(LINK_INFO_LEN, INFO_SIZE)
        .address();
  }
}
