package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.NativeMemory;

/** {@code struct bpf_tc_opts}, which libbpf reads and writes. */
public final class TcOpts {
  private static final NativeMemory MEMORY = NativeMemory.get();
  private static final int SIZE = 32;
  private static final int PROG_FD = 8;
  private static final int FLAGS = 12;
  private static final int PROG_ID = 16;
  private static final int HANDLE = 20;
  private static final int PRIORITY = 24;

  private TcOpts() {}

  /** Writes the structure that names a filter and returns its address. */
  public static long write(CallMemory memory, int handle, int priority) {
    return write(memory, handle, priority, 0, 0);
  }

  /** Writes the structure that attaches a program and returns its address. */
  public static long write(CallMemory memory, int handle, int priority, int programFd, int flags) {
    return Struct.opts(memory, SIZE)
        .putInt(PROG_FD, programFd)
        .putInt(FLAGS, flags)
        .putInt(HANDLE, handle)
        .putInt(PRIORITY, priority)
        .address();
  }

  /** The filter's number, which libbpf has filled in. */
  public static int handle(long opts) {
    return MEMORY.getInt(opts + HANDLE);
  }

  /** The filter's priority, which libbpf has filled in. */
  public static int priority(long opts) {
    return MEMORY.getInt(opts + PRIORITY);
  }

  /** The id of the filter's program, which libbpf has filled in. */
  public static int programId(long opts) {
    return MEMORY.getInt(opts + PROG_ID);
  }
}
