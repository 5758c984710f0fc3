package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.test.ResourceProbe;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process's open file descriptors, those of BPF maps, programs and links with their ids. What
 * the JVM opens for itself, whenever it first needs it, is left out: its own files, the class path,
 * the random devices.
 */
final class FileDescriptors implements ResourceProbe {
  private static final Path FDS = Path.of("/proc/self/fd");

  private final Set<Path> own;

  FileDescriptors() {
    Stream<String> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    own =
        Stream.concat(
                Stream.of("/dev/random", "/dev/urandom", System.getProperty("java.home")),
                classPath.filter(entry -> !entry.isEmpty()))
            .map(entry -> Path.of(entry).toAbsolutePath().normalize())
            .collect(Collectors.toSet());
    openWhatTheJdkKeeps();
  }

  /** At its first close of a socket the JDK opens one of its own, for ever: not a test's leak. */
  private static void openWhatTheJdkKeeps() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
      client.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<String> held() {
    Set<String> held = new TreeSet<>();
    try (DirectoryStream<Path> fds = Files.newDirectoryStream(FDS)) {
      for (Path fd : fds) {
        describe(fd, held);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return held;
  }

  private void describe(Path fd, Set<String> held) throws IOException {
    try {
      String target = Files.readSymbolicLink(fd).toString();
      boolean listing = target.startsWith("/proc/") && target.endsWith("/fd");
      if (!listing && !isOwn(target)) {
        held.add("fd " + fd.getFileName() + " -> " + target + bpfId(fd));
      }
    } catch (NoSuchFileException e) {
      // Closed by another thread since it was listed: not held.
    }
  }

  private boolean isOwn(String target) {
    return target.startsWith("/") && own.stream().anyMatch(Path.of(target)::startsWith);
  }

  private static String bpfId(Path fd) throws IOException {
    Path info = Path.of("/proc/self/fdinfo").resolve(fd.getFileName());
    return Files.readAllLines(info).stream()
        .filter(line -> line.matches("(map|prog|link)_id:\\s*\\d+"))
        .map(line -> " (" + line.replaceAll(":\\s*", " ") + ")")
        .collect(Collectors.joining());
  }
}
