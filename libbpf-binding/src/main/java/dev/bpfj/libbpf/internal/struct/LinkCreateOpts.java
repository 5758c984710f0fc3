package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/** {@code struct bpf_link_create_opts} of libbpf 1.0, as far as XDP needs it. */
public final class LinkCreateOpts {
  private static final int SIZE = 32;
  private static final int FLAGS = 8;

  private LinkCreateOpts() {}

  /** Writes the structure and returns its address. */
  public static long write(CallMemory memory, int flags) {
    return Struct.opts(memory, SIZE).putInt(FLAGS, flags).address();
  }
}
