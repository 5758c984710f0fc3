package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.raw.LibC;

/** RLIMIT_MEMLOCK of this process, which bounds the memory of maps before Linux 5.11. */
public final class MemlockLimit {
  private static final long RLIM_INFINITY = -1;
  private static final int SIZEOF_RLIMIT = 16; // rlim_cur, rlim_max

  private MemlockLimit() {}

  /** The limit in force, such as {@code 64 KiB}. */
  public static String text() {
    try (CallMemory callMemory = new CallMemory()) {
      long limit = callMemory.allocate(SIZEOF_RLIMIT);
      if (Native.libc().getrlimit(LibC.RLIMIT_MEMLOCK, limit) < 0) {
        return "unknown";
      }
      long bytes = NativeMemory.get().getLong(limit);
      return bytes == RLIM_INFINITY ? "unlimited" : bytes / 1024 + " KiB";
    }
  }
}
