package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/** {@code struct bpf_netfilter_opts} of libbpf 1.3. */
public final class NetfilterOpts {
  private static final int SIZE = 24;
  private static final int PF = 8;
  private static final int HOOKNUM = 12;
  private static final int PRIORITY = 16;
  private static final int FLAGS = 20;

  private NetfilterOpts() {}

  /** Writes the structure and returns its address. */
  public static long write(CallMemory memory, int family, int hook, int priority, int flags) {
    return Struct.opts(memory, SIZE)
        .putInt(PF, family)
        .putInt(HOOKNUM, hook)
        .putInt(PRIORITY, priority)
        .putInt(FLAGS, flags)
        .address();
  }
}
