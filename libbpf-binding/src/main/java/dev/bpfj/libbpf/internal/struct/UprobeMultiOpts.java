package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;
import java.util.List;

/** {@code struct bpf_uprobe_multi_opts} of libbpf 1.3. */
public final class UprobeMultiOpts {
  private static final int SIZE = 56;
  private static final int SYMS = 8;
  private static final int OFFSETS = 16;
  private static final int REF_CTR_OFFSETS = 24;
  private static final int COOKIES = 32;
  private static final int CNT = 40;
  private static final int RETPROBE = 48;

  private UprobeMultiOpts() {}

  /** Writes the structure and returns its address. Places are given by function or by offset. */
  public static long write(
      CallMemory memory,
      List<String> functions,
      List<Long> offsets,
      List<Long> refCtrOffsets,
      List<Long> cookies,
      boolean retprobe) {
    return Struct.opts(memory, SIZE)
        .putLong(SYMS, Struct.strings(memory, functions))
        .putLong(OFFSETS, Struct.longs(memory, offsets))
        .putLong(REF_CTR_OFFSETS, Struct.longs(memory, refCtrOffsets))
        .putLong(COOKIES, Struct.longs(memory, cookies))
        .putLong(CNT, Math.max(functions.size(), offsets.size()))
        .putBoolean(RETPROBE, retprobe)
        .address();
  }
}
