package dev.bpfj.benchmarks;

import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapCursor;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A hash map of ten thousand entries: the time of one lookup, update or entry of a batch. */
public class MapBenchmark {
  private static final int ENTRIES = Keys.COUNT;
  private static final int OPERATIONS = 2_000;
  private static final int AT_ONCE = 1_000;

  /** A full map. */
  @State(Scope.Thread)
  public static class Entries {
    final Bench bench = new Bench();
    final Peer peer = Peer.load();
    final int fd = bench.skel.maps().entries().map().fd();
    final MapCursor cursor = bench.skel.maps().entries().cursor();
    final MapBatch batch = bench.skel.maps().entries().batch(AT_ONCE);
    final ByteBuffer key = cursor.key();
    final ByteBuffer value = cursor.value();

    /** Fills the map. */
    public Entries() {
      bench.fillEntries();
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      bench.close();
    }
  }

  /** Looks up. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int lookup(Entries entries) {
    long found = 0;
    long key = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      entries.key.putLong(0, key);
      if (entries.cursor.lookup()) {
        found += entries.value.getLong(0);
      }
      key = Keys.next(key);
    }
    return Checks.all(OPERATIONS, found);
  }

  /** Looks up, in C. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int lookupC(Entries entries) {
    return Checks.all(OPERATIONS, entries.peer.peer_lookup(entries.fd, OPERATIONS, ENTRIES));
  }

  /** Updates. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void update(Entries entries) {
    long key = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      entries.key.putLong(0, key);
      entries.value.putLong(0, 1);
      entries.cursor.update();
      key = Keys.next(key);
    }
  }

  /** Updates, in C. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int updateC(Entries entries) {
    return Checks.all(OPERATIONS, entries.peer.peer_update(entries.fd, OPERATIONS, ENTRIES));
  }

  /** Reads all entries, many at a time. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public int lookupBatch(Entries entries) {
    return Checks.all(ENTRIES, Bench.sum(entries.batch));
  }

  /** Reads all entries, many at a time, in C. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public int lookupBatchC(Entries entries) {
    return Checks.all(ENTRIES, entries.peer.peer_lookup_batch(entries.fd, AT_ONCE));
  }
}
