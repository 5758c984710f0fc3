package com.example.xdpfilter;

import dev.bpfj.libbpf.map.codec.IpPrefix;

/**
 * What was counted for a prefix.
 *
 * @param prefix the prefix
 * @param droppedPackets received from it, and dropped
 * @param droppedBytes their bytes, with the Ethernet header
 * @param sentPackets sent to it
 * @param sentBytes their bytes, with the Ethernet header
 */
public record Count(
    IpPrefix prefix, long droppedPackets, long droppedBytes, long sentPackets, long sentBytes) {
  private static final String COLUMNS = "%-24s%12s%14s%12s%14s";

  /** The names of {@link #line}'s columns. */
  public static final String HEADER =
      String.format(COLUMNS, "PREFIX", "DROPPED", "BYTES", "SENT", "BYTES");

  /** A line for a terminal. */
  public String line() {
    return String.format(COLUMNS, prefix, droppedPackets, droppedBytes, sentPackets, sentBytes);
  }
}
