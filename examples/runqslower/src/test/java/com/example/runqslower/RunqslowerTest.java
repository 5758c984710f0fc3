package com.example.runqslower;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;
import static org.testng.Assert.assertTrue;

import com.example.runqslower.Options.UsageException;
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

/** Runs in virtual machines of several kernels, by bpf:kernel-test: see the POM. */
public class RunqslowerTest {
  private static final Pattern LINE =
      Pattern.compile("\\d\\d:\\d\\d:\\d\\d (.{16}) (\\d+) +(\\d+)");
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(600);
  private static final int BUSY_THREADS = 2;

  @Test
  public void understandsTheOriginalsOptions() throws UsageException {
    assertEquals(Options.parse(), new Options(10_000, 0, false, false));
    assertEquals(Options.parse("1000"), new Options(1000, 0, false, false));
    assertEquals(Options.parse("-p", "123"), new Options(10_000, 123, false, false));
    assertEquals(Options.parse("-v", "--pid=7", "5"), new Options(5, 7, true, false));
    assertTrue(Options.parse("--help").help());
    for (String wrong : List.of("-x", "ten", "-1", "--pid=0", "--pid=", "--pid=4294967296")) {
      assertThrows(UsageException.class, () -> Options.parse(wrong));
    }
    assertThrows(UsageException.class, () -> Options.parse("-p"));
    assertThrows(UsageException.class, () -> Options.parse("1", "2"));
  }

  @Test
  public void showsWhoWaitsUnderLoad() throws Exception {
    List<String> lines = watchUnderLoad(new Options(1000, 0, false, false), 5);
    for (String line : lines) {
      Matcher found = LINE.matcher(line);
      assertTrue(found.matches(), line);
      assertTrue(Long.parseLong(found.group(3)) > 1000, line);
    }
  }

  @Test
  public void showsOneProcessOnly() throws Exception {
    int own = (int) ProcessHandle.current().pid();
    List<String> lines = watchUnderLoad(new Options(1000, own, false, false), 5);
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
  private static List<String> watchUnderLoad(Options options, int enough) throws Exception {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    AtomicBoolean busy = new AtomicBoolean(true);
    List<Thread> threads = new ArrayList<>();
    long[] deadline = {0};
    try (PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
      Runqslower.run(
          options,
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
