package com.example.tcpconnect;

import com.example.tcpconnect.TcpconnectSkel.Event;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;

/** Watches TCP connections being opened. */
public final class ConnectTracer implements AutoCloseable {
  private final TcpconnectSkel skel;
  private final RingBuffer events;

  /**
   * Loads and attaches the BPF programs.
   *
   * @param process the process to watch; 0 for all
   * @param handler receives each connection, called by {@link #poll}
   */
  public ConnectTracer(int process, Consumer<Connection> handler) {
    skel = TcpconnectSkel.open();
    try {
      skel.rodata().onlyProcess(process); // a constant from load on
      skel.load();
      events = RingBuffer.open(skel.maps().events(), Event.reader(e -> handler.accept(copy(e))));
      skel.attach();
    } catch (RuntimeException e) {
      skel.close();
      throw e;
    }
  }

  private static Connection copy(Event event) {
    return new Connection(
        event.pid(),
        event.command(),
        new InetSocketAddress(address(event.sourceBytes()), event.sourcePort()),
        new InetSocketAddress(address(event.destinationBytes()), event.destinationPort()),
        Duration.ofNanos(event.latencyNs()),
        event.result());
  }

  /** Java makes an IPv4 address of an IPv6 one like ::ffff:192.0.2.1, which is IPv4 on the wire. */
  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e); // for other lengths than 16
    }
  }

  /** Passes what was decided meanwhile to the handler; waits if nothing was. */
  public void poll(Duration timeout) {
    events.poll(timeout);
  }

  /** How many events the ring buffer had no room for. */
  public long lost() {
    return skel.bss().lost();
  }

  /** Detaches the programs; nothing is left in the kernel. */
  @Override
  public void close() {
    events.close();
    skel.close();
  }
}
