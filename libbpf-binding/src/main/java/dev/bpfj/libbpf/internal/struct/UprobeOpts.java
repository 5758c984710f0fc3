package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;
import java.util.Optional;

/** {@code struct bpf_uprobe_opts} of libbpf 1.2. */
public final class UprobeOpts {
  private static final int SIZE = 48;
  private static final int REF_CTR_OFFSET = 8;
  private static final int BPF_COOKIE = 16;
  private static final int RETPROBE = 24;
  private static final int FUNC_NAME = 32;
  private static final int ATTACH_MODE = 40;

  private UprobeOpts() {}

  /** Writes the structure and returns its address. */
  public static long write(
      CallMemory memory,
      long refCtrOffset,
      long cookie,
      boolean retprobe,
      Optional<String> function,
      int attachMode) {
    return Struct.opts(memory, SIZE)
        .putLong(REF_CTR_OFFSET, refCtrOffset)
        .putLong(BPF_COOKIE, cookie)
        .putBoolean(RETPROBE, retprobe)
        .putLong(FUNC_NAME, memory.string(function))
        .putInt(ATTACH_MODE, attachMode)
        .address();
  }
}
