package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.BenchSkel.Event;
import dev.bpfj.libbpf.ring.RecordHandler;
import dev.bpfj.libbpf.ring.RingBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reading a ring buffer: the time of a record of 40 bytes, of which two numbers are added up. The
 * records are in the cache, see {@link Rewind}.
 */
public class RingBenchmark {
  private static final int BATCHES = 5;
  private static final int EVENTS = BATCHES * Bench.BATCH;
  private static final int WARMING = 2_000;

  /** A full ring, read by Java. */
  @State(Scope.Thread)
  public static class Java {
    /** How many kinds of handlers the JVM has seen: what C2 knows of the call. */
    @Param({"1", "4"})
    public int kinds;

    /** How the handler sees a record. */
    @Param({"view", "wrap", "bytes"})
    public String form = "view";

    final Bench bench = new Bench();
    final Rewind rewind = Rewind.ofRing(bench.skel.maps().events().fd());
    long sum;
    private @Nullable RingBuffer ring;

    /** Fills the ring, lets other handlers read it first, then opens it. */
    @Setup(Level.Trial)
    public void open() {
      bench.fillRing(BATCHES);
      for (RecordHandler other : others().subList(0, kinds - 1)) {
        try (RingBuffer polluting = RingBuffer.open(bench.skel.maps().events(), other)) {
          for (int i = 0; i < WARMING; i++) {
            rewind.toTheStart();
            Checks.all(EVENTS, polluting.consume());
          }
        }
      }
      ring = RingBuffer.open(bench.skel.maps().events(), handler());
    }

    RingBuffer ring() {
      return Objects.requireNonNull(ring);
    }

    private RecordHandler handler() {
      return switch (form) {
        case "view" -> view();
        case "wrap" -> wrap();
        default -> bytes();
      };
    }

    private RecordHandler view() {
      return Event.reader(event -> sum += event.number() + event.pid());
    }

    private RecordHandler wrap() {
      Event event = new Event();
      return (buffer, offset, length) -> add(event.wrap(buffer, offset, length));
    }

    private void add(Event event) {
      sum += event.number() + event.pid();
    }

    private RecordHandler bytes() {
      return (buffer, offset, length) -> sum += buffer.getLong(offset) + buffer.getInt(offset + 16);
    }

    private List<RecordHandler> others() {
      return List.of(
          (buffer, offset, length) -> sum += length,
          (buffer, offset, length) -> sum ^= buffer.getLong(offset + 8),
          (buffer, offset, length) -> sum = Math.max(sum, buffer.getInt(offset + 20)));
    }

    /** Goes back to the first record. */
    @Setup(Level.Invocation)
    public void rewind() {
      rewind.toTheStart();
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      bench.close();
    }
  }

  /** A full ring, read by C. */
  @State(Scope.Thread)
  public static class C {
    final Bench bench = new Bench();
    final Peer peer = Peer.load();
    final long ring = peer.peer_ring_open(bench.skel.maps().events().fd());
    final Rewind rewind = Rewind.ofRing(bench.skel.maps().events().fd());

    /** Fills the ring. */
    public C() {
      bench.fillRing(BATCHES);
    }

    /** Goes back to the first record. */
    @Setup(Level.Invocation)
    public void rewind() {
      rewind.toTheStart();
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      peer.peer_ring_close(ring);
      bench.close();
    }
  }

  /** Reads. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int java(Java java) {
    return Checks.all(EVENTS, java.ring().consume());
  }

  /** Reads. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int c(C c) {
    return Checks.all(EVENTS, c.peer.peer_ring_consume(c.ring));
  }
}
