package com.example.egresspolicy;

import com.google.common.net.InetAddresses;
import dev.bpfj.object.PrintableText;
import java.net.InetAddress;

/**
 * A call that was refused, copied out of the ring buffer.
 *
 * @param pid the process
 * @param command the name of the thread, at most 15 characters
 * @param protocol IPPROTO_TCP, IPPROTO_UDP or another number
 * @param address the destination
 * @param port its port
 */
public record Refusal(int pid, String command, int protocol, InetAddress address, int port) {
  private static final String COLUMNS = "%-8s%-16s%-6s%s";
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** The names of {@link #line}'s columns. */
  public static final String HEADER =
      String.format(COLUMNS, "PID", "COMMAND", "BY", "REFUSED DESTINATION");

  /** A line for a terminal, which no name can control. */
  public String line() {
    String by =
        switch (protocol) {
          case TCP -> "tcp";
          case UDP -> "udp";
          default -> Integer.toString(protocol);
        };
    return String.format(
        COLUMNS,
        pid,
        PrintableText.of(command),
        by,
        InetAddresses.toUriString(address) + ":" + port);
  }
}
