package dev.bpfj.selftests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.progs.RaceSkel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Skeletons are closed while other threads read and write their sections, thousands of times: each
 * access gives a value that somebody wrote, or the documented exception. A wrong page under a
 * section would end the JVM, and with it the build.
 */
@Test(groups = {"host", "stress"})
public final class CloseRaceTest {
  private static final int CYCLES = 1000;
  private static final int THREADS = 2;
  private static final OpenOptions OPTIONS = OpenOptions.defaults().kconfig("CONFIG_HZ=250\n");

  /**
   * An access to a section.
   *
   * @param name what it does
   * @param mayBeRefused whether it is refused at some time of a skeleton's life: values that are
   *     frozen are not set after load, and the kernel's configuration is not known before
   * @param access does it
   * @param values what may come of it
   */
  private record Access(
      String name, boolean mayBeRefused, Function<RaceSkel, Object> access, Object... values) {}

  // 0 is what a section shows once its skeleton is closed.
  private static final List<Access> ACCESSES =
      List.of(
          new Access(".data: read", false, s -> s.data().dataInt(), 1, 5, 0),
          new Access(".data: write", false, s -> s.data().dataInt(5).isMapped(), true, false),
          new Access(".data: struct", false, s -> s.data().dataPair().second(), 3L, 5L, 0L),
          new Access(
              ".data: write struct", false, s -> s.data().dataPair().second(5).second(), 5L, 0L),
          new Access(".bss: read", false, s -> s.bss().bssInt(), 0, 5),
          new Access(".bss: write", false, s -> s.bss().bssInt(5).isMapped(), true, false),
          new Access(".bss: text", false, s -> s.bss().bssText("").bssText(), ""),
          new Access(".bss: array", false, s -> sum(s.bss().bssArrayArray()), 0L, 5L),
          new Access(".bss: end", false, s -> s.bss().bssArray(1023, 5).isMapped(), true, false),
          new Access(
              ".bss: whole",
              false,
              s -> s.bss().bssArrayArray(new long[0]).isMapped(),
              true,
              false),
          new Access(".rodata: read", false, s -> s.rodata().rodataInt(), 4, 5),
          new Access(".rodata: write", true, s -> s.rodata().rodataInt(5).isMapped(), false),
          new Access(".data.own: read", false, s -> s.dataOwn().ownDataInt(), 5, 6, 0),
          new Access(
              ".data.own: write", false, s -> s.dataOwn().ownDataInt(6).isMapped(), true, false),
          new Access(".bss.own: add", false, s -> s.bssOwn().getAndAddOwnBssInt(0), 0),
          new Access(".bss.own: swap", false, s -> s.bssOwn().compareAndSetOwnBssInt(0, 0), true),
          new Access(".rodata.own: read", false, s -> s.rodataOwn().ownRodataWide(), 6L, 7L),
          new Access(
              ".rodata.own: write", true, s -> s.rodataOwn().ownRodataWide(7).isMapped(), false),
          new Access(".kconfig: read", true, s -> s.kconfig().configHz(), 250));

  private static long sum(long[] values) {
    return Arrays.stream(values).sum();
  }

  /** Threads that use whatever skeleton is the current one. */
  private static final class Users implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicLong values = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final List<Future<?>> runs;
    private volatile RaceSkel current;
    private volatile @Nullable RaceSkel inUse;
    private volatile boolean stop;

    Users(RaceSkel first) {
      current = first;
      runs = List.of(threads.submit(this::run), threads.submit(this::run));
    }

    private void run() {
      while (!stop) {
        RaceSkel skel = current;
        inUse = skel;
        for (Access access : ACCESSES) {
          use(skel, access);
        }
      }
    }

    /** Makes a skeleton the current one, and waits until a thread has begun to use it. */
    void turnTo(RaceSkel skel) {
      current = skel;
      while (inUse != skel && runs.stream().noneMatch(Future::isDone)) {
        Thread.yield();
      }
    }

    private void use(RaceSkel skel, Access access) {
      try {
        Object value = access.access().apply(skel);
        assertThat(value).as(access.name()).isIn(access.values());
        values.incrementAndGet();
      } catch (BpfClosedException e) {
        closed.incrementAndGet();
      } catch (IllegalStateException e) {
        assertThat(access.mayBeRefused()).as(access.name() + ": " + e.getMessage()).isTrue();
      }
    }

    /** Ends the threads; what went wrong in one of them is the test's failure. */
    @Override
    public void close() {
      stop = true;
      threads.shutdown();
      for (Future<?> run : runs) {
        get(run);
      }
    }
  }

  private static void get(Future<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** When a skeleton is closed. */
  enum Moment {
    BEFORE_LOAD,
    AFTER_LOAD,
    DURING_LOAD
  }

  @DataProvider
  public Object[] moments() {
    return Moment.values();
  }

  @Test(
      dataProvider = "moments",
      groups = {"host", "stress"})
  public void everyAccessGivesAValueOrTheDocumentedException(Moment moment) {
    RaceSkel first = RaceSkel.open(OPTIONS);
    Random random = new Random(5);
    ExecutorService loader = Executors.newSingleThreadExecutor();
    try (first;
        Users users = new Users(first)) {
      for (int i = 0; i < CYCLES; i++) {
        try (RaceSkel skel = RaceSkel.open(OPTIONS)) {
          users.turnTo(skel);
          if (moment == Moment.AFTER_LOAD) {
            skel.load();
          } else if (moment == Moment.DURING_LOAD) {
            closeDuringLoad(skel, loader, random.nextInt(2_000_000));
          }
        }
      }
      assertThat(users.values.get()).as("accesses that gave a value").isPositive();
      assertThat(users.closed.get()).as("accesses to closed skeletons").isPositive();
    } finally {
      loader.shutdown();
    }
  }

  private static void closeDuringLoad(RaceSkel skel, ExecutorService loader, long nanos) {
    Future<?> load =
        loader.submit(
            () -> {
              try {
                skel.load();
              } catch (BpfClosedException e) {
                assertThat(e).hasMessage("object \"race\": is closed");
              }
            });
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    closeNow(skel);
    get(load);
  }

  private static void closeNow(AutoCloseable skel) {
    try {
      skel.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
