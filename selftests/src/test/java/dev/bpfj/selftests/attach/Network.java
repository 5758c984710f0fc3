package dev.bpfj.selftests.attach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReference;
import jnr.ffi.LibraryLoader;

/** A thread in a network namespace of its own, where nothing but a test sends packets. */
final class Network {
  /** The index of the loopback device in every namespace. */
  static final int LOOPBACK = 1;

  /** The port that packets go to. */
  static final int PORT = 9;

  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final int CLONE_NEWNET = 0x40000000;

  /** What the C library has to say of networks. */
  public interface LibC {
    /** {@code sched.h}. */
    int unshare(int flags);
  }

  /** What is done there. */
  interface Body {
    void run() throws Exception;
  }

  private Network() {}

  /** Does something in a new namespace whose loopback device is up. */
  static void inItsOwn(Body body) {
    withoutAddresses(
        () -> {
          loopbackUp();
          body.run();
        });
  }

  /** Does something in a new namespace whose loopback device is down. */
  static void withoutAddresses(Body body) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                check("unshare", LIBC.unshare(CLONE_NEWNET));
                body.run();
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "network");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (failure.get() instanceof Error error) {
      throw error;
    } else if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
  }

  private static void loopbackUp() {
    try (NetworkDevices devices = NetworkDevices.here()) {
      devices.up("lo");
    }
  }

  private static void check(String call, int result) {
    if (result < 0) {
      throw new AssertionError(call + ": errno " + jnr.ffi.LastError.getLastError(RUNTIME));
    }
  }

  private static final jnr.ffi.Runtime RUNTIME = jnr.ffi.Runtime.getSystemRuntime();

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
