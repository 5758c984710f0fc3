package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.progs.RandomUseSkel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.testng.annotations.Test;

/**
 * Sixty-four threads do what comes to their minds with the same few skeletons: open, load, attach,
 * resize, read, write, look up, run, detach and close them. Every outcome is a value that somebody
 * wrote or a documented exception; a crash would end the build. For how long is said by the
 * property {@code random.seconds}; {@code selftests/long-runs} makes it a minute.
 */
@Test(groups = {"host", "stress"})
public final class RandomUseTest {
  private static final long SECONDS = Long.getLong("random.seconds", 3);
  private static final int THREADS = 64;
  private static final int SKELETONS = 12;

  private interface Use {
    void of(RandomUseSkel skel, Random random);
  }

  private record Operation(String name, int weight, Use use) {}

  private final AtomicReferenceArray<RandomUseSkel> skeletons =
      new AtomicReferenceArray<>(SKELETONS);
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation("load", 1, (s, r) -> s.load()),
          new Operation("attach", 1, (s, r) -> s.attach()),
          new Operation("detach", 1, (s, r) -> s.detach()),
          new Operation("close", 1, (s, r) -> s.close()),
          new Operation("resize", 2, (s, r) -> s.maps().bss().settings().valueSize(size(r))),
          new Operation("read .data", 9, (s, r) -> in(s.data().dataPair().second(), 0L, 3L, 5L)),
          new Operation("write .data", 9, (s, r) -> s.data().dataPair().second(5)),
          new Operation("read .bss", 9, (s, r) -> in(s.bss().bssArray(0), 0L, 5L, 7L, 8L, 9L, 10L)),
          new Operation("write .bss", 9, (s, r) -> s.bss().bssArray(r.nextInt(1024), 5)),
          new Operation("read .rodata", 9, (s, r) -> in(s.rodata().rodataInt(), 4, 5)),
          new Operation("write .rodata", 3, (s, r) -> s.rodata().rodataInt(5)),
          new Operation("read .bss.own", 9, (s, r) -> in(s.bssOwn().ownBssInt(), 0)),
          new Operation("add to .bss.own", 9, (s, r) -> in(s.bssOwn().getAndAddOwnBssInt(0), 0)),
          new Operation("look up", 5, (s, r) -> lookUp(s)),
          new Operation("look up many", 5, (s, r) -> lookUpMany(s)),
          new Operation("map", 2, (s, r) -> s.maps().bss().mmap().close()),
          new Operation("ask of a map", 2, (s, r) -> in(s.maps().bss().info().maxEntries(), 1L)),
          new Operation("run", 5, (s, r) -> run(s)),
          new Operation("ask of a program", 2, (s, r) -> s.progs().touch().info()),
          new Operation("ask of a link", 2, (s, r) -> askOfLink(s)),
          new Operation("close a link", 1, (s, r) -> closeLink(s)));
  private static final int WEIGHTS = OPERATIONS.stream().mapToInt(Operation::weight).sum();

  /** No smaller than {@code .bss} is; its last variable is an array, which can grow. */
  private static int size(Random random) {
    return 8 * (1024 + random.nextInt(1 << 11));
  }

  private static void in(Object value, Object... values) {
    assertThat(value).isIn(values);
  }

  private static void lookUp(RandomUseSkel skel) {
    MapCursor cursor = skel.maps().rodata().cursor();
    assertThat(cursor.lookup()).isTrue();
    in(cursor.value().getInt(0), 4, 5);
  }

  private static void lookUpMany(RandomUseSkel skel) {
    MapBatch batch = skel.maps().rodata().batch(1);
    assertThat(batch.lookup()).isEqualTo(1);
    in(batch.values().getInt(0), 4, 5);
  }

  private static void run(RandomUseSkel skel) {
    in(skel.progs().touch().testRun(TestRunOptions.none()).returnValue(), 0);
  }

  private static void askOfLink(RandomUseSkel skel) {
    skel.links().touch().ifPresent(link -> assertThat(link.info().id()).isPositive());
  }

  private static void closeLink(RandomUseSkel skel) {
    skel.links().touch().ifPresent(BpfLink::close);
  }

  public void everyOutcomeIsAValueOrADocumentedException() throws Exception {
    for (int i = 0; i < SKELETONS; i++) {
      skeletons.set(i, RandomUseSkel.open());
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> users = new ArrayList<>();
    try {
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(thread);
        users.add(threads.submit(() -> useUntil(end, random)));
      }
    } finally {
      threads.shutdown();
      boolean ended = threads.awaitTermination(SECONDS + 600, TimeUnit.SECONDS);
      for (int i = 0; i < SKELETONS; i++) {
        skeletons.get(i).close();
      }
      assertThat(ended).as("no thread hangs").isTrue();
    }
    for (Future<?> user : users) {
      user.get(); // what it found wrong
    }
    System.out.println("random use: " + new TreeMap<>(outcomes));
    assertThat(outcomes).containsKeys("read .data: value", "read .data: BpfClosedException");
  }

  private void useUntil(long end, Random random) {
    while (System.nanoTime() < end) {
      int which = random.nextInt(SKELETONS);
      if (random.nextInt(WEIGHTS) == 0) {
        skeletons.getAndSet(which, RandomUseSkel.open()).close();
      }
      use(skeletons.get(which), any(random), random);
    }
  }

  private static Operation any(Random random) {
    int rest = random.nextInt(WEIGHTS);
    for (Operation operation : OPERATIONS) {
      rest -= operation.weight();
      if (rest < 0) {
        return operation;
      }
    }
    throw new AssertionError("weights");
  }

  /** What is not caught here is not documented, and fails the test. */
  private void use(RandomUseSkel skel, Operation operation, Random random) {
    String outcome;
    try {
      operation.use().of(skel, random);
      outcome = "value";
    } catch (BpfClosedException e) {
      assertThat(e).hasMessageEndingWith("is closed");
      outcome = "BpfClosedException";
    } catch (IllegalStateException e) {
      outcome = "IllegalStateException";
    } catch (UnsupportedFeatureException e) {
      assertThat(e).hasMessageContaining("needs libbpf 1.3");
      outcome = "UnsupportedFeatureException";
    }
    outcomes.computeIfAbsent(operation.name() + ": " + outcome, o -> new LongAdder()).increment();
  }
}
