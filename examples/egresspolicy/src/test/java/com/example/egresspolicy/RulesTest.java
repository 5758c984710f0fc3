package com.example.egresspolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.map.codec.IpPrefix;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Needs no kernel: Surefire runs it. */
class RulesTest {
  @Test
  void refusesAPrefixThatIsBoth() {
    List<IpPrefix> prefix = List.of(IpPrefix.of("192.0.2.0/24"));
    assertThatThrownBy(() -> new Rules(prefix, prefix, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("192.0.2.0/24 is both allowed and denied");
  }

  @Test
  void refusalIsALineInColumns() throws Exception {
    assertThat(new Refusal(4711, "curl", 6, InetAddress.getByName("192.0.2.1"), 443).line())
        .isEqualTo("4711    curl            tcp   192.0.2.1:443");
    assertThat(new Refusal(1, "dig", 17, InetAddress.getByName("2001:db8::1"), 53).line())
        .isEqualTo("1       dig             udp   [2001:db8::1]:53");
  }
}
