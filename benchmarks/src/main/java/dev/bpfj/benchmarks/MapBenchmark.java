package dev.bpfj.benchmarks;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import com.kenai.jffi.Type;
import dev.bpfj.libbpf.map.MapBatch;
import dev.bpfj.libbpf.map.MapCursor;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
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
    final long keyAddress = MemoryIO.getInstance().getDirectBufferAddress(key);
    final long valueAddress = MemoryIO.getInstance().getDirectBufferAddress(value);
    final AtomicLong calls = new AtomicLong();

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

  /** Looks up by nothing but jffi: another thread could close the map in the midst of it. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public int lookupByJffi(Entries entries) {
    long found = 0;
    long key = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      entries.key.putLong(0, key);
      if (Jffi.lookup(entries.fd, entries.keyAddress, entries.valueAddress) == 0) {
        found += entries.value.getLong(0);
      }
      key = Keys.next(key);
    }
    return Checks.all(OPERATIONS, found);
  }

  /** The two atomic additions that keep a map open while a call uses it. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public long guard(Entries entries) {
    long others = 0;
    for (int i = 0; i < OPERATIONS; i++) {
      others += entries.calls.getAndIncrement();
      others += entries.calls.decrementAndGet();
    }
    return others;
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

  private static final class Jffi {
    private static final Invoker INVOKER = Invoker.getInstance();
    private static final long LOOKUP =
        Library.getCachedInstance("libbpf.so.1", Library.LAZY)
            .getSymbolAddress("bpf_map_lookup_elem");
    private static final CallContext WORDS =
        new CallContext(
            Type.SINT64,
            new Type[] {Type.SINT64, Type.SINT64, Type.SINT64},
            CallingConvention.DEFAULT,
            false);

    static int lookup(int fd, long key, long value) {
      return (int) INVOKER.invokeL3NoErrno(WORDS, LOOKUP, fd, key, value);
    }
  }
}
