package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.BenchSkel.Event;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The time of all entries of a map, or of all records of some rings, as there are more of them. */
public class GrowthBenchmark {

  /** A full map, read with batches of some size. */
  @State(Scope.Thread)
  public static class Batch {
    /** How many entries a call may give. */
    @Param({"1", "10", "100", "1000", "10000"})
    public int atOnce;

    final Bench bench = new Bench();
    final Peer peer = Peer.load();
    final int fd = bench.skel.maps().entries().map().fd();
    private @Nullable MapBatch batch;

    /** Fills the map. */
    @Setup(Level.Trial)
    public void open() {
      bench.fillEntries();
      batch = bench.skel.maps().entries().batch(atOnce);
    }

    MapBatch batch() {
      return Objects.requireNonNull(batch);
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      bench.close();
    }
  }

  /** Rings with {@link Bench#BATCH} records each, read by one reader. */
  @State(Scope.Thread)
  public static class Rings {
    /** How many rings there are. */
    @Param({"1", "4", "16", "64"})
    public int rings;

    final Peer peer = Peer.load();
    private List<Bench> benches = List.of();
    private List<Rewind> rewinds = List.of();

    /** Fills the rings. */
    @Setup(Level.Trial)
    public void fill() {
      benches = Stream.generate(Bench::new).limit(rings).toList();
      benches.forEach(bench -> bench.fillRing(1));
      rewinds = benches.stream().map(bench -> Rewind.ofRing(fd(bench))).toList();
    }

    static int fd(Bench bench) {
      return bench.skel.maps().events().fd();
    }

    List<Bench> benches() {
      return benches;
    }

    int records() {
      return rings * Bench.BATCH;
    }

    /** Goes back to the first records. */
    @Setup(Level.Invocation)
    public void rewind() {
      rewinds.forEach(Rewind::toTheStart);
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      benches.forEach(Bench::close);
    }
  }

  /** Java's reader of rings. */
  @State(Scope.Thread)
  public static class JavaReader {
    private @Nullable RingBuffer buffer;
    private long sum;

    /** Opens them. */
    @Setup(Level.Trial)
    public void open(Rings rings) {
      for (Bench bench : rings.benches()) {
        var map = bench.skel.maps().events();
        var reader = Event.reader(event -> sum += event.number() + event.pid());
        buffer = buffer == null ? RingBuffer.open(map, reader) : buffer.add(map, reader);
      }
    }

    RingBuffer buffer() {
      return Objects.requireNonNull(buffer);
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      buffer().close();
    }
  }

  /** C's reader of rings. */
  @State(Scope.Thread)
  public static class CReader {
    private long ring;

    /** Opens them. */
    @Setup(Level.Trial)
    public void open(Rings rings) {
      for (Bench bench : rings.benches()) {
        int fd = Rings.fd(bench);
        if (ring == 0) {
          ring = rings.peer.peer_ring_open(fd);
        } else {
          Checks.all(0, rings.peer.peer_ring_add(ring, fd));
        }
      }
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close(Rings rings) {
      rings.peer.peer_ring_close(ring);
      ring = 0;
    }
  }

  /** Reads all entries. */
  @Benchmark
  public int batch(Batch entries) {
    return Checks.all(Keys.COUNT, Bench.sum(entries.batch()));
  }

  /** Reads all entries, in C. */
  @Benchmark
  public int batchC(Batch entries) {
    return Checks.all(Keys.COUNT, entries.peer.peer_lookup_batch(entries.fd, entries.atOnce));
  }

  /** Reads all records. */
  @Benchmark
  public int rings(Rings rings, JavaReader reader) {
    return Checks.all(rings.records(), reader.buffer().consume());
  }

  /** Reads all records, in C. */
  @Benchmark
  public int ringsC(Rings rings, CReader reader) {
    return Checks.all(rings.records(), rings.peer.peer_ring_consume(reader.ring));
  }
}
