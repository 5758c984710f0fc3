package com.example.tcpconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Needs no kernel: Surefire runs it. */
class ConnectionTest {
  private static final int ECONNREFUSED = 111;

  @Test
  void isALineInColumns() {
    assertThat(connection("192.0.2.1", 0).line())
        .isEqualTo(
            "4711    curl            192.0.2.1:40000             192.0.2.1:443                     "
                + " 1.500  connected");
  }

  @Test
  void writesIpv6AddressesAsBrowsersDo() {
    assertThat(connection("2001:db8:0:0:0:0:0:1", -ECONNREFUSED).line())
        .contains(" [2001:db8::1]:40000 ", " [2001:db8::1]:443 ")
        .endsWith(" ECONNREFUSED");
  }

  private static Connection connection(String address, int result) {
    return new Connection(
        4711,
        "curl",
        new InetSocketAddress(address, 40_000),
        new InetSocketAddress(address, 443),
        Duration.ofNanos(1_500_000),
        result);
  }
}
