package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.Arena;
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
      Arena arena,
      List<String> functions,
      List<Long> offsets,
      List<Long> refCtrOffsets,
      List<Long> cookies,
      boolean retprobe) {
    return Struct.opts(arena, SIZE)
        .putLong(SYMS, Struct.strings(arena, functions))
        .putLong(OFFSETS, Struct.longs(arena, offsets))
        .putLong(REF_CTR_OFFSETS, Struct.longs(arena, refCtrOffsets))
        .putLong(COOKIES, Struct.longs(arena, cookies))
        .putLong(CNT, Math.max(functions.size(), offsets.size()))
        .putBoolean(RETPROBE, retprobe)
        .address();
  }
}
