package dev.bpfj.test.leak;

import dev.bpfj.libbpf.probe.KernelObject;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What is there at one time, to be compared with what is there later: this process's file
 * descriptors, mappings of BPF maps, and programs, maps and links in the kernel; and the pinned
 * files of all.
 *
 * <p>{@link LeakCheck} does it for tests. Immutable, thread-safe.
 */
public final class Leaks {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  static {
    openWhatTheJdkKeeps();
  }

  private final Map<Integer, String> descriptors;
  private final List<String> mappings;
  private final Set<Path> pins;
  private final Set<KernelObject> objects;

  private Leaks() {
    this.objects = MadeObjects.now();
    this.pins = Pins.files();
    this.mappings = OpenFiles.mappings();
    this.descriptors = OpenFiles.descriptors();
  }

  /** At its first close of a socket the JDK opens one of its own, for ever: nobody's leak. */
  private static void openWhatTheJdkKeeps() {
    try (DatagramSocket socket = new DatagramSocket(null);
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      socket.setReuseAddress(true);
      client.getOutputStream().flush();
    } catch (IOException e) {
      System.getLogger(Leaks.class.getName())
          .log(System.Logger.Level.DEBUG, "no socket could be opened", e);
    }
  }

  /**
   * What is there now.
   *
   * @return to be compared later
   */
  public static Leaks now() {
    return new Leaks();
  }

  /**
   * What has come since and does not go.
   *
   * @param patience how long to wait for it to go
   * @return one line each; empty at once if there is nothing
   */
  public List<String> since(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    List<String> leaks = now().beyond(this);
    while (!leaks.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
      leaks = now().beyond(this);
    }
    return leaks;
  }

  private List<String> beyond(Leaks before) {
    List<String> leaks = new ArrayList<>();
    descriptors.forEach(
        (number, target) -> {
          if (!target.equals(before.descriptors.get(number))) {
            leaks.add("file descriptor " + number + " of " + target);
          }
        });
    if (mappings.size() > before.mappings.size()) {
      mappings.stream()
          .filter(mapping -> !before.mappings.contains(mapping))
          .forEach(mapping -> leaks.add("mapping of a BPF map at " + mapping));
    }
    pins.stream()
        .filter(pin -> !before.pins.contains(pin))
        .forEach(pin -> leaks.add("pinned file " + pin));
    objects.stream()
        .filter(object -> !before.objects.contains(object))
        .forEach(object -> leaks.add(object + " in the kernel"));
    return leaks;
  }
}
