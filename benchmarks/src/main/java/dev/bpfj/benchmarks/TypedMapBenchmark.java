package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.BenchSkel.Flow;
import dev.bpfj.benchmarks.progs.BenchSkel.Stats;
import dev.bpfj.libbpf.map.MapCursor;
import dev.bpfj.libbpf.map.TypedMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * As {@link MapBenchmark}, with structs as keys and values: the form that fills a struct, views
 * that lie over a cursor, and the comfortable form, which makes a struct for each value.
 */
public class TypedMapBenchmark {
  private static final int ENTRIES = Keys.COUNT;
  private static final int OPERATIONS = 2_000;

  /** A full map. */
  @State(Scope.Thread)
  public static class Flows {
    final Bench bench = new Bench();
    final Peer peer = Peer.load();
    final TypedMap<Flow, Stats> map = bench.skel.maps().flows();
    final int fd = map.map().fd();
    final Flow flow = new Flow();
    final Stats stats = new Stats();
    final MapCursor cursor = map.cursor();
    final Flow cursorFlow = new Flow().wrap(cursor.key(), 0);
    final Stats cursorStats = new Stats().wrap(cursor.value(), 0);

    /** Fills the map. */
    public Flows() {
      for (int i = 0; i < ENTRIES; i++) {
        map.update(flow.source(i), stats.packets(1));
      }
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      bench.close();
    }
  }

  /** Looks up, filling a struct. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int lookupInto(Flows flows) {
    long found = 0;
    long key = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      if (flows.map.lookupInto(flows.flow.source(key), flows.stats)) {
        found += flows.stats.packets();
      }
      key = Keys.next(key);
    }
    return Checks.all(OPERATIONS, found);
  }

  /** Looks up, by views over a cursor. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int lookupByViews(Flows flows) {
    long found = 0;
    long key = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      flows.cursorFlow.source(key);
      if (flows.cursor.lookup()) {
        found += flows.cursorStats.packets();
      }
      key = Keys.next(key);
    }
    return Checks.all(OPERATIONS, found);
  }

  /** Looks up, making a struct. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int lookup(Flows flows) {
    long found = 0;
    long key = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      found += flows.map.lookup(flows.flow.source(key)).orElseThrow().packets();
      key = Keys.next(key);
    }
    return Checks.all(OPERATIONS, found);
  }

  /** Looks up, in C. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int lookupC(Flows flows) {
    return Checks.all(OPERATIONS, flows.peer.peer_lookup(flows.fd, OPERATIONS, ENTRIES));
  }

  /** Updates. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void update(Flows flows) {
    long key = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      flows.map.update(flows.flow.source(key), flows.stats.packets(1));
      key = Keys.next(key);
    }
  }

  /** Updates, in C. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int updateC(Flows flows) {
    return Checks.all(OPERATIONS, flows.peer.peer_update(flows.fd, OPERATIONS, ENTRIES));
  }
}
