package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

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
  public static long ofMap(CallMemory memory, int mapFd) {
    return write(memory, info(memory).putInt(MAP_FD, mapFd));
  }

  /** Writes the structure for chosen tasks and returns its address. */
  public static long ofTasks(CallMemory memory, int tid, int pid) {
    return write(memory, info(memory).putInt(TASK_TID, tid).putInt(TASK_PID, pid));
  }

  /** Writes the structure for control groups and returns its address. */
  public static long ofCgroups(CallMemory memory, int order, long cgroupId) {
    return write(memory, info(memory).putInt(CGROUP_ORDER, order).putLong(CGROUP_ID, cgroupId));
  }

  private static Struct info(CallMemory memory) {
    return Struct.of(memory, INFO_SIZE);
  }

  private static long write(CallMemory memory, Struct info) {
    return Struct.opts(memory, SIZE)
        .putLong(LINK_INFO, info.address())
        .putInt(LINK_INFO_LEN, INFO_SIZE)
        .address();
  }
}
