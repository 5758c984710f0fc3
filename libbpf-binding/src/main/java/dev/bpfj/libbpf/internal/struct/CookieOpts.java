package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;

/**
 * {@code struct bpf_trace_opts}, {@code bpf_tracepoint_opts}, {@code bpf_raw_tracepoint_opts} and
 * {@code bpf_usdt_opts}, which have the same layout: a cookie is all that they hold.
 */
public final class CookieOpts {
  private static final int SIZE = 16;
  private static final int COOKIE = 8;

  private CookieOpts() {}

  /** Writes the structure and returns its address. */
  public static long write(CallMemory memory, long cookie) {
    return Struct.opts(memory, SIZE).putLong(COOKIE, cookie).address();
  }
}
