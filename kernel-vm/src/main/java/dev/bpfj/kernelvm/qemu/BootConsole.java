package dev.bpfj.kernelvm.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The console output of a booting guest, which shows its progress. */
final class BootConsole {
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  private final Path file;
  private final GuestWatcher watcher;
  private final long start = System.nanoTime();
  private long told = start;
  private long size;

  BootConsole(Path file, GuestWatcher watcher) {
    this.file = file;
    this.watcher = watcher;
  }

  /** Reports to the watcher from time to time. */
  void tell() {
    long now = System.nanoTime();
    if (now - told >= INTERVAL.toNanos()) {
      told = now;
      List<String> lines = ConsoleTail.of(file);
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      watcher.booting(Duration.ofNanos(now - start), last);
    }
  }

  /** Whether there is more than at the last call. */
  boolean hasGrown() {
    try {
      long now = Files.size(file);
      boolean hasGrown = now > size;
      size = now;
      return hasGrown;
    } catch (IOException e) {
      return false;
    }
  }
}
