package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/** {@code struct bpf_perf_event_opts} of libbpf 1.2. */
public final class PerfEventOpts {
  private static final int SIZE = 24;
  private static final int BPF_COOKIE = 8;
  private static final int FORCE_IOCTL_ATTACH = 16;

  private PerfEventOpts() {}

  /** Writes the structure and returns its address. */
  public static long write(CallMemory memory, long cookie, boolean forceIoctl) {
    return Struct.opts(memory, SIZE)
        .putLong(BPF_COOKIE, cookie)
        .putBoolean(FORCE_IOCTL_ATTACH, forceIoctl)
        .address();
  }
}
