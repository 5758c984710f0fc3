package dev.bpfj.kernelvm.qemu;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The clock of a guest that is a process of this machine. The kernel's scheduler counts how long
 * each thread was runnable but did not run; on a kernel without this statistic, the time is taken
 * as zero.
 */
final class ProcessClock implements GuestClock {
  private final Path threads;

  ProcessClock(long pid) {
    this.threads = Path.of("/proc", Long.toString(pid), "task");
  }

  @Override
  public Reading read() {
    Map<String, Long> waited = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        String[] words = Files.readString(thread.resolve("schedstat")).strip().split(" ", -1);
        waited.put(thread.getFileName().toString(), Long.parseLong(words[1]));
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A thread or the process ended meanwhile, or this kernel has no such files.
    }
    return new Reading(System.nanoTime(), waited);
  }
}
