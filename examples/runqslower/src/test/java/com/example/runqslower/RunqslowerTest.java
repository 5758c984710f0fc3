package com.example.runqslower;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.annotations.Test;

/** Needs a kernel and root: bpf:kernel-test runs it in virtual machines, Surefire does not. */
@Test(groups = "vm")
public class RunqslowerTest {
  private static final Pattern LINE =
      Pattern.compile("\\d\\d:\\d\\d:\\d\\d (.{16}) (\\d+) +(\\d+)");
  private static final long MIN_US = 1000;
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(600);
  private static final int BUSY_THREADS = 2;

  public void showsWhoWaitsUnderLoad() throws Exception {
    List<String> lines = watchUnderLoad(0, 5);
    for (String line : lines) {
      Matcher found = LINE.matcher(line);
      assertTrue(found.matches(), line);
      assertTrue(Long.parseLong(found.group(3)) > MIN_US, line);
    }
  }

  public void showsOneProcessOnly() throws Exception {
    int own = (int) ProcessHandle.current().pid();
    List<String> lines = watchUnderLoad(own, 5);
    for (String line : lines) {
      Matcher found = LINE.matcher(line);
      assertTrue(found.matches(), line);
      assertEquals(processOf(found.group(2)).orElse(own), own, line);
    }
  }

  /** The process that a thread is of, nothing if it has ended. */
  private static Optional<Integer> processOf(String thread) throws IOException {
    try {
      return Files.readAllLines(Path.of("/proc", thread, "status")).stream()
          .filter(line -> line.startsWith("Tgid:"))
          .map(line -> Integer.parseInt(line.substring("Tgid:".length()).strip()))
          .findFirst();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** More busy threads than processors, once the tool is there; gives what is below the head. */
  private static List<String> watchUnderLoad(int pid, int enough) throws Exception {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    AtomicBoolean busy = new AtomicBoolean(true);
    List<Thread> threads = new ArrayList<>();
    long[] deadline = {0};
    try (PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
      Runqslower.run(
          MIN_US,
          pid,
          out,
          () -> {
            if (threads.isEmpty()) {
              deadline[0] = System.nanoTime() + LIMIT;
              threads.addAll(start(busy));
            }
            return !isEnough(lines(shown), enough) && System.nanoTime() < deadline[0];
          });
    } finally {
      busy.set(false);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    List<String> lines = lines(shown);
    assertEquals(lines.get(0), "Tracing run queue latency higher than 1000 us");
    assertEquals(lines.get(1), "TIME     COMM             PID           LAT(us)");
    assertTrue(isEnough(lines, enough), "too few, or none of a busy thread: " + lines);
    return lines.subList(2, lines.size());
  }

  private static boolean isEnough(List<String> lines, int enough) {
    return lines.size() >= 2 + enough && lines.stream().anyMatch(line -> line.contains(" busy "));
  }

  private static List<Thread> start(AtomicBoolean busy) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < BUSY_THREADS * Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(new Thread(() -> spin(busy), "busy"));
    }
    threads.forEach(Thread::start);
    return threads;
  }

  private static void spin(AtomicBoolean busy) {
    while (busy.get()) {
      Thread.onSpinWait();
    }
  }

  private static List<String> lines(ByteArrayOutputStream shown) {
    return shown.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
