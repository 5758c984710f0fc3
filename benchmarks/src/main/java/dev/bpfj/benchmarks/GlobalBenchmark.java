package dev.bpfj.benchmarks;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.benchmarks.progs.BenchSkel;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Global variables of a running program: the time of one access. */
public class GlobalBenchmark {
  private static final int ACCESSES = 1_000_000;
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** A loaded object's variables. */
  @State(Scope.Thread)
  public static class Globals {
    final Bench bench = new Bench();
    final BenchSkel.Bss bss = bench.skel.bss();
    final Peer peer = Peer.load();
    final ByteBuffer values = bench.skel.maps().bss().mmap().buffer();
    final long address = MemoryIO.getInstance().getDirectBufferAddress(values);

    /** Lets go. */
    @TearDown(Level.Trial)
    public void close() {
      bench.close();
    }
  }

  /** What a benchmark costs that does nothing. */
  @Benchmark
  public void empty() {}

  /** Reads once. */
  @Benchmark
  public long read(Globals globals) {
    return globals.bss.counter();
  }

  /** Writes once. */
  @Benchmark
  public void write(Globals globals) {
    globals.bss.counter(42);
  }

  /** Reads in a loop. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public long readLoop(Globals globals) {
    long sum = 0;
    for (int i = 0; i < ACCESSES; i++) {
      sum += globals.bss.counter();
    }
    return sum;
  }

  /** Reads in a loop of C's. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public long readLoopC(Globals globals) {
    return globals.peer.peer_read_global(globals.address, ACCESSES);
  }

  /** Writes in a loop. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void writeLoop(Globals globals) {
    for (int i = 0; i < ACCESSES; i++) {
      globals.bss.counter(i);
    }
  }

  /** Writes in a loop to a buffer, at the same place and in the same mode. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void writeLoopBuffer(Globals globals) {
    ByteBuffer values = globals.values;
    for (int i = 0; i < ACCESSES; i++) {
      LONGS.setOpaque(values, 0, (long) i);
    }
  }

  /** Writes in a loop of C's. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void writeLoopC(Globals globals) {
    globals.peer.peer_write_global(globals.address, ACCESSES);
  }

  /** Adds atomically. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public long addLoop(Globals globals) {
    long before = 0;
    for (int i = 0; i < ACCESSES; i++) {
      before = globals.bss.getAndAddCounter(1);
    }
    return before;
  }

  /** Adds atomically in C. */
  @Benchmark
  @OperationsPerInvocation(ACCESSES)
  public void addLoopC(Globals globals) {
    globals.peer.peer_add_global(globals.address, ACCESSES);
  }
}
