package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;
import java.util.List;

/** {@code struct bpf_kprobe_multi_opts} of libbpf 1.0. */
public final class KprobeMultiOpts {
  private static final int SIZE = 48;
  private static final int SYMS = 8;
  private static final int ADDRS = 16;
  private static final int COOKIES = 24;
  private static final int CNT = 32;
  private static final int RETPROBE = 40;

  private KprobeMultiOpts() {}

  /** Writes the structure and returns its address. Functions are given by name or by address. */
  public static long write(
      CallMemory memory,
      List<String> functions,
      List<Long> addresses,
      List<Long> cookies,
      boolean retprobe) {
    return Struct.opts(memory, SIZE)
        .putLong(SYMS, Struct.strings(memory, functions))
        .putLong(ADDRS, Struct.longs(memory, addresses))
        .putLong(COOKIES, Struct.longs(memory, cookies))
        .putLong(CNT, Math.max(functions.size(), addresses.size()))
        .putBoolean(RETPROBE, retprobe)
        .address();
  }
}
