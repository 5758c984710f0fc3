package dev.bpfj.selftests.harness;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Maps in the kernel, by their numbers. */
public final class KernelMaps {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int INFO_SIZE = 512;
  private static final int INFO_ID = 4;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  private KernelMaps() {}

  /** The kernel's number of a map. */
  public static int id(int fd) {
    try (CallMemory memory = new CallMemory()) {
      long info = memory.allocate(INFO_SIZE);
      long length = memory.allocate(4);
      MEMORY.putInt(length, INFO_SIZE);
      int result = Native.bpf().bpf_obj_get_info_by_fd(fd, info, length);
      if (result < 0) {
        throw new AssertionError("bpf_obj_get_info_by_fd: " + result);
      }
      return MEMORY.getInt(info + INFO_ID);
    }
  }

  /** The errno of opening a map by its number; 0 if there is one. */
  public static int errno(int id) {
    int fd = Native.bpf().bpf_map_get_fd_by_id(id);
    if (fd >= 0) {
      Native.libc().close(fd);
    }
    return fd < 0 ? -fd : 0;
  }

  /** Waits a while for a map to go, as the kernel lets go of it some time after its last user. */
  public static void awaitNone(int id) {
    long deadline = System.nanoTime() + PATIENCE;
    while (errno(id) == 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
    }
  }
}
