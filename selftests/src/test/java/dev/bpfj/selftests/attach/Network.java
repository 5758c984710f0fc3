package dev.bpfj.selftests.attach;

import dev.bpfj.test.network.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Packets over the loopback device of a network namespace, where nothing but a test sends any. */
final class Network {
  /** The index of the loopback device in every namespace. */
  static final int LOOPBACK = 1;

  /** The port that packets go to. */
  static final int PORT = 9;

  private Network() {}

  /** Does something in a new namespace. */
  static void inItsOwn(NetworkNamespace.Action action) {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      namespace.run(action);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Sends packets to the port, over the loopback device. */
  static void send(int packets) {
    for (int i = 0; i < packets; i++) {
      send(new byte[] {1, 2, 3});
    }
  }

  /** Sends a packet to the port, over the loopback device. */
  static void send(byte[] bytes) {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.send(new DatagramPacket(bytes, bytes.length, local, PORT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
