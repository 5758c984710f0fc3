package dev.bpfj.test.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace of its own, in which nothing but a test sends packets:
 *
 * <pre>{@code
 * try (NetworkNamespace client = NetworkNamespace.create();
 *     NetworkNamespace server = NetworkNamespace.create()) {
 *   DevicePair pair = client.connect(server);
 *   pair.near().address("192.0.2.1/24").up();
 *   pair.far().address("192.0.2.2/24").up();
 *   server.run(() -> skel.progs().filter().attach(Xdp.on(pair.far().index())));
 *   client.run(() -> send(...));
 * }
 * }</pre>
 *
 * <p>The kernel has such a namespace for a thread: {@link #run} does something in this one's, and
 * sockets that are opened and programs that are attached there belong to it, whichever thread uses
 * them later. Threads that an action starts are in this namespace, too, for as long as they run:
 * also those of a pool. Its loopback device is up. It needs {@code CAP_SYS_ADMIN} and {@code
 * CAP_NET_ADMIN}. Thread-safe; one action runs at a time. So an action that waits for one of a
 * second namespace, which waits for another of the first, waits for ever.
 */
public final class NetworkNamespace implements AutoCloseable {
  private static final int CLONE_NEWNET = 0x40000000;
  private static final Path THREAD = Path.of("/proc/thread-self");

  private final ExecutorService executor = Executors.newSingleThreadExecutor(this::thread);
  private volatile @Nullable Thread thread;
  private final Path path;

  private NetworkNamespace() {
    try {
      path =
          inside(
              () -> {
                LibC.checked("network namespace: unshare", LibC.FUNCTIONS.unshare(CLONE_NEWNET));
                return Path.of("/proc", Files.readSymbolicLink(THREAD).toString(), "ns", "net");
              });
      loopback().up();
    } catch (RuntimeException | Error e) {
      executor.shutdown();
      throw e;
    }
  }

  private Thread thread(Runnable actions) {
    Thread made = new Thread(actions, "network namespace");
    made.setDaemon(true);
    thread = made;
    return made;
  }

  /**
   * Makes a namespace.
   *
   * @return it; closing it deletes its devices
   * @throws IllegalStateException if the kernel refuses
   */
  public static NetworkNamespace create() {
    return new NetworkNamespace();
  }

  /** What is done in a namespace. What gives something is a {@link Callable}. */
  @FunctionalInterface
  public interface Action {
    /**
     * Does it.
     *
     * @throws Exception what the caller gets
     */
    void run() throws Exception;
  }

  /**
   * Does something in the namespace, and waits for it.
   *
   * @param action what to do; it may call this method again
   * @throws IllegalStateException if the namespace is closed
   * @throws Exception what the action throws
   */
  public void run(Action action) throws Exception {
    call(
        () -> {
          action.run();
          return this;
        });
  }

  /**
   * Does something in the namespace that gives something, and waits for it.
   *
   * @param action what to do; it may call this method again
   * @param <T> what comes of it
   * @return what came of it
   * @throws IllegalStateException if the namespace is closed
   * @throws Exception what the action throws
   */
  public <T> T call(Callable<T> action) throws Exception {
    return Thread.currentThread() == thread ? action.call() : submit(action);
  }

  private <T> T submit(Callable<T> action) throws Exception {
    Future<T> future = begin(action);
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  private <T> Future<T> begin(Callable<T> action) {
    try {
      return executor.submit(action);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException(this + ": is closed", e);
    }
  }

  /** The same of what throws nothing that callers have to expect. */
  <T> T inside(Callable<T> action) {
    try {
      return call(action);
    } catch (RuntimeException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The kernel's file of the namespace, for what is attached to one.
   *
   * @return such as {@code /proc/12/task/34/ns/net}; there until close
   */
  public Path path() {
    return path;
  }

  /**
   * A device of the namespace.
   *
   * @param name its name
   * @return the device
   * @throws IllegalArgumentException if there is none
   */
  public NetworkDevice device(String name) {
    return NetworkDevice.of(this, name);
  }

  /**
   * The loopback device.
   *
   * @return {@code lo}, which is up
   */
  public NetworkDevice loopback() {
    return device("lo");
  }

  /**
   * Makes a pair of connected Ethernet devices (veth), one here and one in another namespace. They
   * have no addresses yet, and are down.
   *
   * @param peer the other namespace
   * @return the pair, which goes when one of the namespaces is closed
   * @throws IllegalStateException if the kernel refuses
   */
  public DevicePair connect(NetworkNamespace peer) {
    return DevicePair.veth(this, peer);
  }

  /**
   * Makes a pair of netkit devices (Linux 6.7), the primary one here and its peer in another
   * namespace. They have no addresses yet, and are down.
   *
   * @param peer the other namespace
   * @param peerPolicy what becomes of packets from the peer that no program decides on
   * @return the pair, which goes when one of the namespaces is closed
   * @throws IllegalStateException if the kernel refuses
   */
  public DevicePair connectByNetkit(NetworkNamespace peer, NetkitPolicy peerPolicy) {
    return DevicePair.netkit(this, peer, peerPolicy);
  }

  /**
   * Lets go of the namespace when a running action has ended. The kernel deletes it with its
   * devices when its sockets are closed, too. May be called again.
   */
  @Override
  public void close() {
    executor.shutdown();
  }

  @Override
  public String toString() {
    return "network namespace " + path;
  }
}
