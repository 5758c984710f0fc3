package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/** {@code struct bpf_tc_hook}, as libbpf 1.0 has it. */
public final class TcHookStruct {
  private static final int SIZE = 24;
  private static final int IFINDEX = 8;
  private static final int ATTACH_POINT = 12;
  private static final int PARENT = 16;

  private TcHookStruct() {}

  /** Writes the structure and returns its address. */
  public static long write(CallMemory memory, int ifindex, int attachPoint, int parent) {
    return Struct.opts(memory, SIZE)
        .putInt(IFINDEX, ifindex)
        .putInt(ATTACH_POINT, attachPoint)
        .putInt(PARENT, parent)
        .address();
  }
}
