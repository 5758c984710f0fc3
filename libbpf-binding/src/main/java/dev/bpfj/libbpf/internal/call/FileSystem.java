package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.raw.LibC;
import java.nio.file.Path;

/**
 * The file systems of the kernel's own that things of BPF's are found in ({@code linux/magic.h}).
 *
 * <p>Immutable, thread-safe.
 */
public enum FileSystem {
  /** Where maps, programs and links are pinned. */
  BPF(0xcafe4a11),
  /** Control groups of version 1. */
  CGROUP(0x27e0eb),
  /** Control groups of version 2. */
  CGROUP2(0x63677270),
  /** Namespaces. */
  NAMESPACE(0x6e736673);

  private static final int STATFS_SIZE = 120; // struct statfs

  private final int magic;

  FileSystem(int magic) {
    this.magic = magic;
  }

  /** Whether an open file is on it; false if the kernel does not say. */
  public boolean has(int fd) {
    try (CallMemory memory = new CallMemory()) {
      long statfs = memory.allocate(STATFS_SIZE);
      if (Native.libc().fstatfs(fd, statfs) < 0) {
        return false;
      }
      // A long, or on s390x an int before another.
      long type = NativeMemory.get().getLong(statfs);
      return (int) type == magic || (int) (type >>> 32) == magic;
    }
  }

  /** Whether a file is on it; false if it is not there. Does not open it for reading. */
  public boolean has(Path file) {
    try (CallMemory memory = new CallMemory()) {
      int fd = Native.libc().open(memory.string(file.toString()), LibC.O_PATH | LibC.O_CLOEXEC);
      if (fd < 0) {
        return false;
      }
      try {
        return has(fd);
      } finally {
        Native.libc().close(fd);
      }
    }
  }
}
