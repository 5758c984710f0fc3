package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/**
 * {@code struct bpf_tcx_opts}, {@code bpf_netkit_opts} and {@code bpf_cgroup_opts}, which have the
 * same layout: the program's place among those that are attached to the same thing.
 */
public final class OrderOpts {
  private static final int SIZE = 32;
  private static final int FLAGS = 8;
  private static final int RELATIVE_ID = 16;
  private static final int EXPECTED_REVISION = 24;

  private OrderOpts() {}

  /** Writes the structure and returns its address. */
  public static long write(CallMemory memory, int flags, int relativeId, long expectedRevision) {
    return Struct.opts(memory, SIZE)
        .putInt(FLAGS, flags)
        .putInt(RELATIVE_ID, relativeId)
        .putLong(EXPECTED_REVISION, expectedRevision)
        .address();
  }
}
