package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.progs.BenchSkel.Event;
import dev.bpfj.libbpf.ring.PerfBuffer;
import dev.bpfj.libbpf.ring.PerfBufferOptions;
import dev.bpfj.libbpf.ring.RecordHandler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Reading a perf buffer: the time of a record of 40 bytes, of which two numbers are added up. The
 * records are in the cache, see {@link Rewind}.
 */
public class PerfBenchmark {
  private static final int PAGES = 64; // a core's own cache holds them
  private static final int BATCHES = 4;
  private static final int EVENTS = BATCHES * Bench.BATCH;

  /** A full buffer, read by Java. */
  @State(Scope.Thread)
  public static class Java {
    final Bench bench = new Bench();
    final PerfBuffer perf =
        PerfBuffer.open(
            bench.skel.maps().perfEvents(), PerfBufferOptions.defaults().pages(PAGES), handler());
    final Rewind rewind = Rewind.ofPerfBuffers(PAGES);
    long sum;

    /** Fills the buffer. */
    public Java() {
      bench.fillPerf(BATCHES);
    }

    private RecordHandler handler() {
      return Event.reader(event -> sum += event.number() + event.pid());
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

  /** A full buffer, read by C. */
  @State(Scope.Thread)
  public static class C {
    final Bench bench = new Bench();
    final Peer peer = Peer.load();
    final long perf = peer.peer_perf_open(bench.skel.maps().perfEvents().fd(), PAGES);
    final Rewind rewind = Rewind.ofPerfBuffers(PAGES);

    /** Fills the buffer. */
    public C() {
      bench.fillPerf(BATCHES);
    }

    /** Goes back to the first record. */
    @Setup(Level.Invocation)
    public void rewind() {
      rewind.toTheStart();
    }

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      peer.peer_perf_close(perf);
      bench.close();
    }
  }

  /** Reads. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int java(Java java) {
    return Checks.all(EVENTS, java.perf.consume());
  }

  /** Reads. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int c(C c) {
    return Checks.all(EVENTS, c.peer.peer_perf_consume(c.perf));
  }
}
