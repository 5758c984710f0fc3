package dev.bpfj.selftests.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.memory.AddressRange;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.selftests.harness.ChildJvm;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import jnr.constants.platform.RLIMIT;
import jnr.posix.POSIXFactory;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** What takes a JVM of its own: its limits, its being stopped, its threads. */
@Test(groups = "host")
public final class RingBufferJvmTest {
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  public void whatCannotBeMappedLeavesNothingBehind() throws Exception {
    assertThat(ChildJvm.run(OutOfAddresses.class))
        .isEqualTo(
            "map \"events\": ring: mmap: -ENOMEM (12), Cannot allocate memory\n"
                + "0 mappings and 0 files\n");
  }

  /** Has no addresses left for the records, though for the consumer's page. */
  static final class OutOfAddresses {
    public static void main(String[] args) throws IOException {
      try (Events events = Events.load(64 << 20)) {
        open(events.others()); // loads the classes
        long pages = Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[0]);
        long limit = pages * AddressRange.pageSize() + (64 << 20);
        long mappings = mappings();
        int files = count("/proc/self/fd");
        POSIXFactory.getNativePOSIX().setrlimit(RLIMIT.RLIMIT_AS.intValue(), limit, limit);
        open(events.map());
        System.out.println(
            (mappings() - mappings)
                + " mappings and "
                + (count("/proc/self/fd") - files)
                + " files");
      }
    }

    private static void open(BpfMap map) {
      try (RingBuffer ring = RingBuffer.open(map, (buffer, offset, length) -> {})) {
        ring.consume();
      } catch (BpfException e) {
        System.out.println(e.getMessage());
      }
    }

    private static long mappings() throws IOException {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
        return lines.filter(line -> line.contains("bpf-map")).count();
      }
    }

    private static int count(String folder) throws IOException {
      try (var entries = Files.list(Path.of(folder))) {
        return (int) entries.count();
      }
    }
  }

  public void aProcessThatIsStoppedGoesOnWaitingLater() throws Exception {
    assertThat(ChildJvm.run(Stopped.class)).isEqualTo("0 records, in time\n");
  }

  /** Is stopped and continued, which interrupts epoll_wait without any signal handler. */
  static final class Stopped {
    public static void main(String[] args) throws IOException, InterruptedException {
      try (Events events = Events.load();
          RingBuffer ring = RingBuffer.open(events.map(), (buffer, offset, length) -> {})) {
        ring.poll(Duration.ofMillis(1));
        long start = System.nanoTime();
        String self = String.valueOf(ProcessHandle.current().pid());
        Process stopper =
            new ProcessBuilder(
                    "sh",
                    "-c",
                    "sleep 0.3; kill -STOP $0; sleep 0.2; kill -CONT $0; sleep 0.2; kill -STOP $0;"
                        + " kill -CONT $0",
                    self)
                .start();
        int records = ring.poll(Duration.ofMillis(1500));
        boolean inTime = System.nanoTime() - start >= 1_500_000_000L;
        System.out.println(records + " records, " + (inTime ? "in time" : "too early"));
        stopper.waitFor();
      }
    }
  }

  public void aVirtualThreadThatPollsLeavesItsCarrierToOthers() throws Exception {
    if (Runtime.version().feature() < 21) {
      throw new SkipException("virtual threads need JDK 21");
    }
    assertThat(
            ChildJvm.run(
                OneCarrier.class,
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1"))
        .isEqualTo("1 record\n0 records, interrupted\n0 records\nclosed\n");
  }

  /** Two virtual threads have one carrier; one waits for what the other does. */
  static final class OneCarrier {
    public static void main(String[] args) throws Exception {
      List<String> said = new ArrayList<>();
      try (Events events = Events.load()) {
        RingBuffer ring = RingBuffer.open(events.map(), (buffer, offset, length) -> {});
        Thread first = virtual(() -> said.add(ring.poll(FOR_EVER) + " record"));
        virtual(() -> events.produce(1)).join();
        first.join();
        Thread second =
            virtual(
                () ->
                    said.add(
                        ring.poll(FOR_EVER)
                            + " records"
                            + (Thread.interrupted() ? ", interrupted" : "")));
        virtual(second::interrupt).join();
        second.join();
        virtual(() -> said.add(ring.poll(Duration.ofMillis(20)) + " records")).join();
        Thread third = virtual(() -> said.add(pollUntilClosed(ring)));
        virtual(ring::close).join();
        third.join();
      }
      said.forEach(System.out::println);
    }

    private static String pollUntilClosed(RingBuffer ring) {
      try {
        return ring.poll(FOR_EVER) + " records";
      } catch (BpfClosedException e) {
        return "closed";
      }
    }
  }

  public void virtualThreadsThatUseAnObjectThatIsClosedAllEnd() throws Exception {
    if (Runtime.version().feature() < 21) {
      throw new SkipException("virtual threads need JDK 21");
    }
    assertThat(ChildJvm.run(ClosedUnderVirtualThreads.class)).isEqualTo("640 ended\n");
  }

  /** Closes 20 objects that 32 virtual threads each use. */
  static final class ClosedUnderVirtualThreads {
    public static void main(String[] args) throws Exception {
      AtomicInteger closed = new AtomicInteger();
      for (int round = 0; round < 20; round++) {
        CountDownLatch using = new CountDownLatch(32);
        List<Thread> users = new ArrayList<>();
        try (Events events = Events.load()) {
          RingBuffer ring = RingBuffer.open(events.map(), (buffer, offset, length) -> {});
          for (int i = 0; i < 16; i++) {
            users.add(virtual(() -> useUntilClosed(() -> ring.poll(SOON), using, closed)));
            users.add(virtual(() -> useUntilClosed(events.skel.bss()::batch, using, closed)));
          }
          using.await();
        }
        for (Thread user : users) {
          user.join();
        }
      }
      System.out.println(closed + " ended");
    }
  }

  private static void useUntilClosed(Runnable use, CountDownLatch using, AtomicInteger closed) {
    boolean first = true;
    try {
      while (true) {
        use.run();
        if (first) {
          using.countDown();
          first = false;
        }
        LockSupport.parkNanos(1); // a virtual thread that yields may keep others from ever running
      }
    } catch (BpfClosedException e) {
      closed.incrementAndGet();
    }
  }

  // By reflection, since the tests are compiled for JDK 17.
  private static Thread virtual(Runnable action)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    return (Thread)
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, action);
  }
}
