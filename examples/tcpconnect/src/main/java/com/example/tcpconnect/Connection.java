package com.example.tcpconnect;

import com.google.common.net.InetAddresses;
import dev.bpfj.object.PrintableText;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import jnr.constants.platform.Errno;

/**
 * A connection that a process opened or could not open, copied out of the ring buffer.
 *
 * @param pid the process
 * @param command the name of the thread, at most 15 characters
 * @param source the address and port of this machine
 * @param destination the address and port of the other one
 * @param latency from the call to the answer
 * @param result 0, or a negative error number
 */
public record Connection(
    int pid,
    String command,
    InetSocketAddress source,
    InetSocketAddress destination,
    Duration latency,
    int result) {
  private static final String COLUMNS = "%-8s%-16s%-28s%-28s%12s  %s";
  private static final double NANOS_PER_MILLI = 1e6;

  /** The names of {@link #line}'s columns. */
  public static final String HEADER =
      String.format(COLUMNS, "PID", "COMMAND", "SOURCE", "DESTINATION", "LATENCY(ms)", "RESULT");

  /** A line for a terminal, which no name can control. */
  public String line() {
    String milliseconds = String.format(Locale.ROOT, "%.3f", latency.toNanos() / NANOS_PER_MILLI);
    String outcome = result == 0 ? "connected" : Errno.valueOf(-result).name();
    return String.format(
        COLUMNS,
        pid,
        PrintableText.of(command),
        text(source),
        text(destination),
        milliseconds,
        outcome);
  }

  /** As RFC 5952 and RFC 3986 write it: 192.0.2.1:80, [2001:db8::1]:80. */
  private static String text(InetSocketAddress endpoint) {
    return InetAddresses.toUriString(endpoint.getAddress()) + ":" + endpoint.getPort();
  }
}
