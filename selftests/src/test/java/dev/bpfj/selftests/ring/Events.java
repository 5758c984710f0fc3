package dev.bpfj.selftests.ring;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.ring.RecordHandler;
import dev.bpfj.progs.RingEventsSkel;
import dev.bpfj.selftests.harness.Loading;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The programs that fill ring buffers, loaded, and what was read of them. */
final class Events implements AutoCloseable {
  /** {@code BATCH} of the programs. */
  static final int BATCH = 128;

  /** Header and content of {@code struct event}. */
  static final int EVENT_BYTES = 8 + 24;

  final RingEventsSkel skel;

  private Events(RingEventsSkel skel) {
    this.skel = skel;
  }

  /** Not yet loaded. */
  static Events open() {
    return new Events(RingEventsSkel.open());
  }

  /** With the event ring's size as it is in C. */
  static Events load() {
    return load(skel -> {});
  }

  /** With an event ring of some size. */
  static Events load(int size) {
    return load(skel -> skel.maps().events().settings().maxEntries(size));
  }

  /** With something done before load. */
  static Events load(Consumer<RingEventsSkel> before) {
    return new Events(Loading.load(RingEventsSkel.open(), before));
  }

  /** The large ring. */
  BpfMap map() {
    return skel.maps().events();
  }

  /** The small ring, one page. */
  BpfMap others() {
    return skel.maps().others();
  }

  /** Puts events into the large ring, up to {@link #BATCH}. */
  void produce(int count) {
    skel.bss().batch(count);
    run(skel.progs().produce());
  }

  /** Puts events into the small ring. */
  void produceOthers(int count) {
    skel.bss().batch(count);
    run(skel.progs().produceOthers());
  }

  /** Puts a piece of the pattern into the small ring. */
  void produceBytes(int length) {
    skel.bss().length(length);
    run(skel.progs().produceBytes());
  }

  /** Reserves an event and keeps it until {@code let_go}, some tenths of a second at most. */
  boolean hold() {
    skel.bss().letGo(0);
    run(skel.progs().hold());
    return true;
  }

  /** Until an event is held back, or no longer. */
  void untilHeldOr(BooleanSupplier done) {
    while (skel.bss().held() == 0 && !done.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  void run(BpfProgram program) {
    program.testRun(TestRunOptions.none());
  }

  /** Notes the numbers of events, and checks their other fields. */
  static RecordHandler numbers(List<Long> numbers) {
    return (buffer, offset, length) -> numbers.add(number(buffer, offset, length));
  }

  /** An event's number. */
  static long number(ByteBuffer buffer, int offset, int length) {
    long number = buffer.getLong(offset);
    if (length != 24 || buffer.getLong(offset + 8) != number * number) {
      throw new AssertionError("no event: length=" + length + ", number=" + number);
    }
    return number;
  }

  static List<Long> range(long from, long to) {
    List<Long> numbers = new ArrayList<>();
    for (long i = from; i < to; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  @Override
  public void close() {
    skel.close();
  }
}
