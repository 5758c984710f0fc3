package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.bpfj.libbpf.map.ArrayMap;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.libbpf.map.codec.PerCpu;
import dev.bpfj.libbpf.map.codec.PerCpuCodec;
import dev.bpfj.progs.MapValuesSkel;
import dev.bpfj.progs.MapValuesSkel.Flow;
import dev.bpfj.progs.MapValuesSkel.Stats;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

/** The forms that allocate nothing, and what they do. */
@Test(groups = "host")
public final class AllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 10_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes that this thread allocates in a call; a compiler that comes late may allocate once. */
  private static double perCall(Runnable call) {
    repeat(WARM_UP, call);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    repeat(CALLS, call);
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
  }

  private static void repeat(int times, Runnable call) {
    for (int i = 0; i < times; i++) {
      call.run();
    }
  }

  public void seesWhatIsAllocated() {
    try (MapHandle handle = Maps.create(MapType.ARRAY, 4, 8, 1)) {
      TypedMap<Integer, Long> map = TypedMap.of(handle, MapCodecs.index(), MapCodecs.s64());
      map.update(0, 1_000L);
      assertThat(perCall(() -> map.lookup(0))).isGreaterThan(8);
    }
  }

  public void aCursorAllocatesNothing() {
    try (MapHandle handle = Maps.create(MapType.HASH, 8, 8, 4)) {
      MapCursor cursor = handle.cursor();
      cursor.update();
      assertThat(
              perCall(
                  () -> {
                    cursor.lookup();
                    cursor.update();
                    cursor.next();
                  }))
          .isLessThan(1);
    }
  }

  public void aBatchAllocatesNothing() {
    try (MapHandle handle = Maps.create(MapType.HASH, 8, 8, 4)) {
      MapBatch batch = handle.batch(4);
      batch.update(1, 0);
      assertThat(
              perCall(
                  () -> {
                    batch.lookup();
                    batch.update(1, 0);
                    batch.delete(1);
                    batch.update(1, 0);
                  }))
          .isLessThan(1);
      assertThat(batch.lookup() + batch.lookup()).isEqualTo(1);
    }
  }

  public void aStructThatIsFilledAllocatesNothing() {
    try (MapValuesSkel skel = MapValuesSkel.openAndLoad()) {
      TypedMap<Flow, Stats> flows = skel.maps().flows();
      Flow flow = new Flow();
      Stats stats = new Stats();
      flows.update(flow.address(1).port(80), stats.packets(3).bytes(100));
      Stats into = new Stats();
      assertThat(
              perCall(
                  () -> {
                    flows.lookupInto(flow.port(80), into);
                    flows.update(flow, stats.packets(stats.packets() + 1));
                  }))
          .isLessThan(1);
      assertThat(flows.lookupInto(flow, into)).isTrue();
      assertThat(into).isEqualTo(stats);
      assertThat(flows.lookupInto(flow.port(81), into.packets(5))).isFalse();
      assertThat(into.packets()).isEqualTo(5);
    }
  }

  public void anArrayAllocatesNothing() {
    try (MapHandle numbers = Maps.create(MapType.ARRAY, 4, 8, 300);
        MapHandle perCpu = Maps.create(MapType.PERCPU_ARRAY, 4, 8, 300)) {
      ArrayMap<byte[]> array = ArrayMap.of(numbers, MapCodecs.bytes(8));
      ArrayMap<PerCpu<byte[]>> each = ArrayMap.of(perCpu, PerCpuCodec.of(MapCodecs.bytes(8)));
      byte[] value = {1, 2, 3, 4, 5, 6, 7, 8};
      byte[] into = new byte[8];
      PerCpu<byte[]> values = forEachCpu(9);
      PerCpu<byte[]> read = forEachCpu(0);
      assertThat(
              perCall(
                  () -> {
                    array.set(299, value);
                    array.getInto(299, into);
                    each.set(299, values);
                    each.getInto(299, read);
                  }))
          .isLessThan(1);
      assertThat(into).isEqualTo(value);
      assertThat(read).usingElementComparator(java.util.Arrays::compare).isEqualTo(values);
    }
  }

  public void viewsOverACursorShowTheKeyAndTheValue() {
    try (MapValuesSkel skel = MapValuesSkel.openAndLoad()) {
      MapCursor cursor = skel.maps().flows().cursor();
      Flow flow = new Flow().wrap(cursor.key(), 0);
      Stats stats = new Stats().wrap(cursor.value(), 0);
      flow.address(1).port(80);
      stats.packets(7);
      cursor.update();
      stats.packets(0);
      assertThat(perCall(cursor::lookup)).isLessThan(1);
      assertThat(stats.packets()).isEqualTo(7);
      assertThat(skel.maps().flows().lookup(flow).orElseThrow()).isEqualTo(stats);
    }
  }

  public void fillsBytesAndListsForPerCpuMaps() {
    try (MapHandle bytes = Maps.create(MapType.ARRAY, 4, 3, 1);
        MapHandle lists = Maps.create(MapType.PERCPU_ARRAY, 4, 8, 1)) {
      TypedMap<Integer, byte[]> map = TypedMap.of(bytes, MapCodecs.index(), MapCodecs.bytes(3));
      map.update(0, new byte[] {1, 2, 3});
      byte[] into = new byte[3];
      assertThat(map.lookupInto(0, into)).isTrue();
      assertThat(into).containsExactly(1, 2, 3);
      ArrayMap<PerCpu<byte[]>> each = ArrayMap.of(lists, PerCpuCodec.of(MapCodecs.bytes(8)));
      PerCpu<byte[]> values = forEachCpu(9);
      each.set(0, values);
      PerCpu<byte[]> read = forEachCpu(0);
      each.getInto(0, read);
      assertThat(read).usingElementComparator(java.util.Arrays::compare).isEqualTo(values);
    }
  }

  private static PerCpu<byte[]> forEachCpu(int value) {
    List<byte[]> list = new ArrayList<>();
    for (int cpu = 0; cpu < PerCpu.count(); cpu++) {
      list.add(new byte[] {(byte) value, (byte) cpu, 0, 0, 0, 0, 0, 0});
    }
    return PerCpu.of(list);
  }

  public void whatCannotBeFilledIsRefused() {
    try (MapHandle handle = Maps.create(MapType.ARRAY, 4, 8, 1)) {
      TypedMap<Integer, Long> numbers = TypedMap.of(handle, MapCodecs.index(), MapCodecs.s64());
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> numbers.lookupInto(0, 1L))
          .withMessage(
              "map \"bpfj_test\": value: values of this type do not change, so none can be read"
                  + " into: type=java.lang.Long");
      TypedMap<Integer, byte[]> bytes = TypedMap.of(handle, MapCodecs.index(), MapCodecs.bytes(8));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> bytes.lookupInto(0, new byte[7]))
          .withMessage("map \"bpfj_test\": value: wrong number of bytes: size=7, expected=8");
    }
  }
}
