package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/** {@code struct bpf_link_update_opts} of libbpf 1.0. */
public final class LinkUpdateOpts {
  private static final int SIZE = 16;
  private static final int FLAGS = 8;
  private static final int OLD_PROG_FD = 12;

  private LinkUpdateOpts() {}

  /** Writes the structure and returns its address; 0 stands for no old program. */
  public static long write(CallMemory memory, int flags, int oldProgramFd) {
    return Struct.opts(memory, SIZE)
        .putInt(FLAGS, flags)
        .putInt(OLD_PROG_FD, oldProgramFd)
        .address();
  }
}
