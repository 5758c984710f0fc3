package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/** {@code struct bpf_ksyscall_opts} of libbpf 1.0. */
public final class KsyscallOpts {
  private static final int SIZE = 24;
  private static final int BPF_COOKIE = 8;
  private static final int RETPROBE = 16;

  private KsyscallOpts() {}

  /** Writes the structure and returns its address. */
  public static long write(CallMemory memory, long cookie, boolean retprobe) {
    return Struct.opts(memory, SIZE)
        .putLong(BPF_COOKIE, cookie)
        .putBoolean(RETPROBE, retprobe)
        .address();
  }
}
