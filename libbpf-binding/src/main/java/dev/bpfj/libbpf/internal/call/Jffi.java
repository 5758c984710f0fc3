package dev.bpfj.libbpf.internal.call;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * jffi, by which native code is called. It unpacks a library of its own when it starts, which may
 * fail, and then fails as long as the JVM runs: its classes are not initialized twice.
 *
 * <p>Thread-safe.
 */
public final class Jffi {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");
  // Unpacked for this process alone: File.createTempFile gave it the number.
  private static final Pattern UNPACKED = Pattern.compile("[^/]*(/.*/jffi\\d+\\.so)");

  private static volatile boolean started;

  private Jffi() {}

  /**
   * Native memory by address.
   *
   * @return jffi's access to it
   * @throws LibbpfNotFoundException if jffi could not start
   */
  public static MemoryIO memory() {
    try {
      if (!started) {
        start();
        started = true;
        deleteUnpacked();
      }
      return MemoryIO.getInstance();
    } catch (LinkageError e) {
      throw LibbpfNotFoundException.withoutJffi(e);
    }
  }

  /**
   * Starts jffi in a thread that cannot be interrupted from outside: it unpacks its library through
   * a channel, which an interrupt closes, and jffi could then never be used in this JVM.
   */
  private static void start() {
    FutureTask<MemoryIO> start = new FutureTask<>(MemoryIO::getInstance);
    Thread thread = new Thread(start, "bpfj-start");
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          start.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LinkageError cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Deletes the file that jffi has unpacked and loaded. jffi does that when the JVM ends, which a
   * JVM that is killed never does.
   */
  private static void deleteUnpacked() {
    try (BufferedReader mappings = Files.newBufferedReader(MAPPINGS)) {
      for (String line = mappings.readLine(); line != null; line = mappings.readLine()) {
        Matcher matcher = UNPACKED.matcher(line);
        if (matcher.matches()) {
          Files.deleteIfExists(Path.of(matcher.group(1)));
          return;
        }
      }
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "the library that jffi unpacked stays until the JVM ends", e);
    }
  }
}
