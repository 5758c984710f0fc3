package com.example.xdpfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.map.codec.IpPrefix;
import org.junit.jupiter.api.Test;

/** Needs no kernel: Surefire runs it. */
class CountTest {
  @Test
  void isALineInColumns() {
    assertThat(new Count(IpPrefix.of("192.0.2.0/24"), 3, 180, 2, 2000).line())
        .isEqualTo("192.0.2.0/24                       3           180           2          2000");
  }
}
