package com.example.tcpconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs a kernel and root: bpf:kernel-test runs it in virtual machines, Surefire does not. */
@Tag("vm")
class ConnectTracerTest {
  private static final int ENETUNREACH = 101;
  private static final int ECONNREFUSED = 111;
  private static final int PID = (int) ProcessHandle.current().pid();

  private final List<Connection> connections = new ArrayList<>();

  // Java connects to both through IPv6 sockets.
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void seesWhoConnectsWhereAndWhoCannot(String address) throws Exception {
    InetAddress local = InetAddress.getByName(address);
    try (ConnectTracer tracer = new ConnectTracer(PID, connections::add)) {
      InetSocketAddress server;
      try (ServerSocket listener = new ServerSocket(0, 1, local);
          Socket client = new Socket(local, listener.getLocalPort())) {
        server = (InetSocketAddress) client.getRemoteSocketAddress();
        Connection connected = next(tracer);
        assertThat(connected.source()).isEqualTo(client.getLocalSocketAddress());
        assertThat(connected.destination()).isEqualTo(server);
        assertThat(connected.pid()).isEqualTo(PID);
        assertThat(connected.result()).isZero();
        assertThat(connected.latency()).isPositive();
      }
      assertThatThrownBy(() -> new Socket(local, server.getPort()))
          .isInstanceOf(ConnectException.class);
      Connection refused = next(tracer);
      assertThat(refused.source().getAddress()).isEqualTo(local);
      assertThat(refused.source().getPort()).isPositive();
      assertThat(refused.destination()).isEqualTo(server);
      assertThat(refused.result()).isEqualTo(-ECONNREFUSED);
      assertThat(tracer.lost()).isZero();
    }
  }

  // A program that uses an IPv4 socket for it.
  @Test
  void seesIpv4Sockets() throws Exception {
    InetAddress local = InetAddress.getByName("127.0.0.1");
    try (ConnectTracer tracer = new ConnectTracer(0, connections::add);
        ServerSocket listener = new ServerSocket(0, 1, local)) {
      Process process =
          new ProcessBuilder("nc", "127.0.0.1", Integer.toString(listener.getLocalPort())).start();
      listener.accept().close();
      Connection connected = next(tracer);
      assertThat(connected.command()).isEqualTo("nc");
      assertThat(connected.pid()).isEqualTo((int) process.pid());
      assertThat(connected.source().getAddress()).isEqualTo(local);
      assertThat(connected.destination())
          .isEqualTo(new InetSocketAddress(local, listener.getLocalPort()));
      process.destroy();
    }
  }

  // Nothing is sent, and the socket knows no destination.
  @Test
  void seesWhereThereIsNoRoute() throws Exception {
    InetSocketAddress nowhere = new InetSocketAddress("192.0.2.1", 80);
    try (ConnectTracer tracer = new ConnectTracer(PID, connections::add);
        Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(nowhere)).hasMessage("Network is unreachable");
      Connection failed = next(tracer);
      assertThat(failed.destination()).isEqualTo(nowhere);
      assertThat(failed.result()).isEqualTo(-ENETUNREACH);
    }
  }

  private Connection next(ConnectTracer tracer) {
    while (connections.isEmpty()) {
      tracer.poll(Duration.ofSeconds(1));
    }
    return connections.remove(0);
  }
}
