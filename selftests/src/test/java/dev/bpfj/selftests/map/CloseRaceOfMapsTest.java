package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.testng.annotations.Test;

/**
 * Maps are closed while other threads use them, thousands of times, and each time another map is
 * made at once, which gets the number of the descriptor that was closed. No call may meet it.
 */
@Test(groups = {"host", "stress"})
public final class CloseRaceOfMapsTest {
  private static final int CYCLES = 3_000;
  private static final int THREADS = 2;
  private static final long FOREIGN = -1;

  /** A map with one entry, whose value is the map's own number. */
  private record Numbered(long number, MapHandle handle, TypedMap<Integer, Long> map) {
    static Numbered create(long number) {
      MapHandle handle = Maps.create(MapType.ARRAY, 4, 8, 1);
      TypedMap<Integer, Long> map = TypedMap.of(handle, MapCodecs.index(), MapCodecs.s64());
      map.update(0, number);
      return new Numbered(number, handle, map);
    }

    long value() {
      return map.lookup(0).orElseThrow();
    }
  }

  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile Numbered current = Numbered.create(0);
  private volatile long inUse;
  private volatile boolean stop;

  private void useWhatIsCurrent() {
    while (!stop) {
      Numbered one = current;
      try {
        use(one);
      } catch (BpfClosedException e) {
        refused.incrementAndGet();
      }
    }
  }

  private void use(Numbered one) {
    MapCursor cursor = one.handle().cursor();
    MapBatch batch = one.handle().batch(1);
    inUse = one.number();
    while (current == one) {
      assertThat(one.value()).isEqualTo(one.number());
      one.map().update(0, one.number());
      assertThat(one.map().firstKey()).contains(0);
      assertThat(cursor.lookup()).isTrue();
      assertThat(cursor.value().getLong(0)).isEqualTo(one.number());
      assertThat(batch.lookup()).isEqualTo(1);
      assertThat(batch.values().getLong(0)).isEqualTo(one.number());
      assertThat(batch.lookup()).isZero();
      assertThat(one.handle().info().maxEntries()).isEqualTo(1);
      calls.incrementAndGet();
    }
  }

  public void noCallMeetsAnotherMapsDescriptor() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> users =
        List.of(threads.submit(this::useWhatIsCurrent), threads.submit(this::useWhatIsCurrent));
    try {
      for (int cycle = 1; cycle <= CYCLES; cycle++) {
        awaitUse(users);
        closeUnderItsUsers(cycle);
      }
    } finally {
      stop = true;
      current.handle().close();
      threads.shutdown();
      for (Future<?> user : users) {
        user.get(); // what it found wrong
      }
    }
    assertThat(calls).hasValueGreaterThan(CYCLES / 10);
    assertThat(refused).hasValueGreaterThan(CYCLES / 10);
  }

  private void awaitUse(List<Future<?>> users) {
    while (inUse != current.number() && users.stream().noneMatch(Future::isDone)) {
      Thread.yield();
    }
  }

  private void closeUnderItsUsers(int cycle) {
    current.handle().close();
    Numbered foreign = Numbered.create(FOREIGN);
    current = Numbered.create(cycle);
    try (MapHandle handle = foreign.handle()) {
      assertThat(foreign.value()).as(handle.toString()).isEqualTo(FOREIGN);
    }
  }
}
