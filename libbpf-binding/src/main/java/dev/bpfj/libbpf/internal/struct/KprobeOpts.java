package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/** {@code struct bpf_kprobe_opts} of libbpf 1.2. */
public final class KprobeOpts {
  private static final int SIZE = 32;
  private static final int BPF_COOKIE = 8;
  private static final int OFFSET = 16;
  private static final int RETPROBE = 24;
  private static final int ATTACH_MODE = 28;

  private KprobeOpts() {}

  /** Writes the structure and returns its address. */
  public static long write(
      CallMemory memory, long cookie, long offset, boolean retprobe, int attachMode) {
    return Struct.opts(memory, SIZE)
        .putLong(BPF_COOKIE, cookie)
        .putLong(OFFSET, offset)
        .putBoolean(RETPROBE, retprobe)
        .putInt(ATTACH_MODE, attachMode)
        .address();
  }
}
