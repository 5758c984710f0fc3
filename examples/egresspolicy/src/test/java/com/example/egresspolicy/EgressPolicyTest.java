package com.example.egresspolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.map.codec.IpPrefix;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs a kernel and root: bpf:kernel-test runs it in virtual machines, Surefire does not. */
@Tag("vm")
class EgressPolicyTest {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final int PID = (int) ProcessHandle.current().pid();
  private static final int UDP = 17;
  private static final int TCP = 6;

  private final Path cgroup = ROOT.resolve("egresspolicy-test");
  private final List<Refusal> refusals = new ArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void joinCgroup() throws Exception {
    server = new ServerSocket(0); // on all addresses
    Files.createDirectory(cgroup);
    join(cgroup);
  }

  @AfterEach
  void leaveCgroup() throws Exception {
    server.close();
    join(ROOT);
    Files.delete(cgroup);
  }

  private static void join(Path where) throws IOException {
    Files.writeString(where.resolve("cgroup.procs"), Integer.toString(PID));
  }

  @Test
  void refusesWhatIsDeniedAndReportsIt() throws Exception {
    Rules rules = new Rules(prefixes("127.1.1.0/24"), prefixes("127.1.0.0/16", "::1"), false);
    try (EgressPolicy policy = new EgressPolicy(cgroup, rules, refusals::add)) {
      connect("127.0.0.1");
      connect("127.1.1.1");
      assertRefused(policy, "127.1.2.3");
      assertRefused(policy, "::1");
      // The others were through IPv6 sockets.
      try (SocketChannel ipv4 = SocketChannel.open(StandardProtocolFamily.INET)) {
        InetSocketAddress denied = new InetSocketAddress("127.1.2.3", server.getLocalPort());
        assertThatThrownBy(() -> ipv4.connect(denied)).hasMessage("Operation not permitted");
        assertThat(next(policy).address()).isEqualTo(denied.getAddress());
      }
      assertThat(policy.lost()).isZero();
    }
    connect("127.1.2.3");
  }

  @Test
  void refusesOthersIfAskedTo() throws Exception {
    Rules rules = new Rules(prefixes("127.0.0.0/24"), prefixes(), true);
    try (EgressPolicy policy = new EgressPolicy(cgroup, rules, refusals::add);
        DatagramSocket socket = new DatagramSocket()) {
      connect("127.0.0.1");
      assertRefused(policy, "127.0.1.1");
      DatagramPacket packet =
          new DatagramPacket(new byte[1], 1, new InetSocketAddress("127.0.1.1", 53));
      assertThatThrownBy(() -> socket.send(packet)).hasMessage("Operation not permitted");
      Refusal refusal = next(policy);
      assertThat(refusal.protocol()).isEqualTo(UDP);
      assertThat(refusal.port()).isEqualTo(53);
    }
  }

  private static List<IpPrefix> prefixes(String... texts) {
    return List.of(texts).stream().map(IpPrefix::of).toList();
  }

  private void connect(String address) throws IOException {
    new Socket(address, server.getLocalPort()).close();
  }

  private void assertRefused(EgressPolicy policy, String address) throws Exception {
    assertThatThrownBy(() -> connect(address)).hasMessage("Operation not permitted");
    Refusal refusal = next(policy);
    assertThat(refusal.address()).isEqualTo(InetAddress.getByName(address));
    assertThat(refusal.port()).isEqualTo(server.getLocalPort());
    assertThat(refusal.protocol()).isEqualTo(TCP);
    assertThat(refusal.pid()).isEqualTo(PID);
  }

  private Refusal next(EgressPolicy policy) {
    while (refusals.isEmpty()) {
      policy.poll(Duration.ofSeconds(1));
    }
    return refusals.remove(0);
  }
}
