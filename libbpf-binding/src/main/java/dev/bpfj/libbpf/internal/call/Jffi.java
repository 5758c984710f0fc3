package dev.bpfj.libbpf.internal.call;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.error.LibbpfNotFoundException;
import dev.bpfj.libbpf.internal.unpack.Bundle;
import dev.bpfj.libbpf.internal.unpack.Comparison;
import dev.bpfj.libbpf.internal.unpack.Unpacked;
import dev.bpfj.libbpf.internal.unpack.Unpacker;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * jffi, by which native code is called. Its library is unpacked into a directory of the user's and
 * started from there, unless jffi runs already or was told where to unpack it itself. Where no such
 * directory can be taken, jffi unpacks it into the directory for temporary files. When it cannot
 * start, it fails as long as the JVM runs: its classes are not initialized twice.
 *
 * <p>Thread-safe.
 */
public final class Jffi {
  private static final String STARTED_FROM = "jffi.boot.library.path";
  private static final List<String> TOLD_WHERE =
      List.of(STARTED_FROM, "jffi.extract.dir", "jffi.extract.name");
  // Unpacked for this process alone: File.createTempFile gave it the number.
  private static final String UNPACKED = ".*/jffi\\d+\\.so";
  private static final String ANY = ".*/(lib)?jffi[^/]*";

  private static volatile boolean started;

  private Jffi() {}

  // Asked for when there is something to say: the JDK takes some 20 ms to make the first one.
  private static Logger logger() {
    return System.getLogger("dev.bpfj.libbpf");
  }

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
      }
      return MemoryIO.getInstance();
    } catch (LinkageError e) {
      throw LibbpfNotFoundException.withoutJffi(e);
    }
  }

  /**
   * The file of jffi's library.
   *
   * @return its path when it was loaded; empty where the kernel does not tell
   */
  public static String file() {
    try {
      return LoadedFiles.first("jffi", ANY).map(Path::toString).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static synchronized void start() {
    if (!started) {
      if (!startsFromOurDirectory()) {
        startItself();
        deleteUnpacked();
      }
      started = true;
    }
  }

  private static boolean startsFromOurDirectory() {
    try {
      if (isToldWhere() || LoadedFiles.first("jffi", ANY).isPresent()) {
        return false;
      }
      Optional<Bundle> bundle = Bundle.jffi(MemoryIO.class.getClassLoader());
      if (bundle.isEmpty()) {
        return false;
      }
      try (Unpacked unpacked = Unpacker.unpack(bundle.get(), new Comparison())) {
        return startsFrom(unpacked.directory());
      }
    } catch (IOException e) {
      logger().log(Level.DEBUG, "jffi unpacks its library itself: {0}", e.getMessage());
      return false;
    }
  }

  private static boolean isToldWhere() {
    for (String property : TOLD_WHERE) {
      if (System.getProperty(property) != null) {
        return true;
      }
    }
    return false;
  }

  // A list of directories, separated as in PATH.
  private static boolean startsFrom(Path directory) {
    if (directory.toString().contains(File.pathSeparator)) {
      return false;
    }
    System.setProperty(STARTED_FROM, directory.toString());
    try {
      MemoryIO.getInstance();
      return true;
    } finally {
      System.clearProperty(STARTED_FROM);
    }
  }

  /**
   * Has jffi unpack its library, in a thread that cannot be interrupted from outside: jffi does so
   * through a channel, which an interrupt closes, and could then never be used in this JVM.
   */
  private static void startItself() {
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
   * Deletes the file that jffi has unpacked and loaded itself. jffi does that when the JVM ends,
   * which a JVM that is killed never does.
   */
  private static void deleteUnpacked() {
    try {
      Optional<Path> unpacked = LoadedFiles.first("jffi", UNPACKED);
      if (unpacked.isPresent()) {
        Files.deleteIfExists(unpacked.get());
      }
    } catch (IOException e) {
      logger().log(Level.DEBUG, "the library that jffi unpacked stays until the JVM ends", e);
    }
  }
}
