package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.BenchSkel;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapCursor;
import java.nio.ByteBuffer;

/** The object that most benchmarks use, loaded. */
final class Bench implements AutoCloseable {
  /** {@code BATCH} of the programs. */
  static final int BATCH = 1024;

  private static final TestRunOptions ONCE = TestRunOptions.none();

  final BenchSkel skel = BenchSkel.open();

  Bench() {
    skel.load();
  }

  /** Puts events into the ring, so many times {@link #BATCH}. */
  void fillRing(int batches) {
    run(skel.progs().fillRing(), batches);
  }

  /** Writes events to the running processor's perf buffer. */
  void fillPerf(int batches) {
    run(skel.progs().fillPerf(), batches);
  }

  /** Puts an entry of each key into the map. */
  void fillEntries() {
    MapCursor cursor = skel.maps().entries().cursor();
    cursor.value().putLong(0, 1);
    for (long key = 0; key < Keys.COUNT; key++) {
      cursor.key().putLong(0, key);
      cursor.update();
    }
  }

  /** Reads all entries, as many at a time as the batch holds, and adds up their values. */
  static long sum(MapBatch batch) {
    long sum = 0;
    for (int count = batch.lookup(); count > 0; count = batch.lookup()) {
      ByteBuffer values = batch.values();
      for (int i = 0; i < count; i++) {
        sum += values.getLong(batch.valueOffset(i));
      }
    }
    return sum;
  }

  private void run(BpfProgram program, int times) {
    for (int i = 0; i < times; i++) {
      program.testRun(ONCE);
    }
    if (skel.bss().dropped() != 0) {
      throw new IllegalStateException("events were dropped: dropped=" + skel.bss().dropped());
    }
  }

  @Override
  public void close() {
    skel.close();
  }
}
