package dev.bpfj.selftests.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.ring.RingBuffer;
import dev.bpfj.selftests.harness.ChildJvm;
import dev.bpfj.selftests.harness.Resident;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * A program that fills a ring while it is read: nothing is lost, nothing comes twice or out of
 * order, and memory stays as it is. How many records is said by the property {@code ring.records};
 * {@code selftests/long-runs} makes it two hundred million.
 */
@Test(groups = {"host", "stress"})
public final class RingBufferLoadTest {
  private static final long RECORDS = Long.getLong("ring.records", 2_000_000);
  // Less than the smallest object a record would take of the heap, more than what the JIT still
  // takes for itself on a machine so fast that it is at work after a quarter of the records.
  private static final long LARGEST_GROWTH_KIB = 20 * 1024;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @DataProvider
  public Object[][] sizes() {
    return new Object[][] {
      {4096, RECORDS / 10}, {1 << 18, RECORDS}, {16 << 20, RECORDS / 10},
    };
  }

  @Test(
      dataProvider = "sizes",
      groups = {"host", "stress"})
  public void everyRecordComesOnceAndInOrder(int size, long records) throws Exception {
    String out =
        ChildJvm.run(
            Duration.ofSeconds(600 + RECORDS / 20_000),
            Reader.class,
            Resident.FIXED_HEAP,
            Resident.TOUCHED_HEAP,
            Resident.LARGEST_HEAP,
            "-Dring.size=" + size,
            "-Dring.records=" + records);
    System.out.print(out);
    assertThat(out).startsWith("ring of " + size + ": all of ");
  }

  /** Reads as many records as the properties say, from a ring of the size that they say. */
  static final class Reader {
    private static final int SIZE = Integer.getInteger("ring.size", 4096);
    private static long next;

    public static void main(String[] args) throws Exception {
      try (Events events = Events.load(SIZE);
          RingBuffer ring = RingBuffer.open(events.map(), Reader::check)) {
        FutureTask<Void> producer = new FutureTask<>(() -> produce(events), null);
        new Thread(producer, "producer").start();
        readUntil(ring, producer, RECORDS / 4);
        long early = Resident.kib();
        readUntil(ring, producer, RECORDS);
        long growth = Resident.kib() - early;
        producer.get(600, TimeUnit.SECONDS);
        ring.consume(); // what the last run made beyond the number asked for
        require(next == events.skel.bss().number(), "records lost", events.skel.bss().number());
        require(ring.rings().get(0).availableBytes() == 0, "bytes left", 0);
        require(growth < LARGEST_GROWTH_KIB, "growth in KiB", growth);
        System.out.println(
            "ring of " + SIZE + ": all of " + next + " records, growth in KiB: " + growth);
      }
    }

    private static void check(java.nio.ByteBuffer buffer, int offset, int length) {
      long number = Events.number(buffer, offset, length);
      require(number == next, "out of order", number);
      next++;
    }

    private static void require(boolean met, String what, long number) {
      if (!met) {
        throw new AssertionError(what + ": number=" + number + ", next=" + next);
      }
    }

    /**
     * Keeps trying where the ring is full: a number is used up only by a record that found room.
     */
    private static void produce(Events events) {
      events.skel.bss().batch(Events.BATCH);
      while (events.skel.bss().number() < RECORDS) {
        events.run(events.skel.progs().produce());
      }
    }

    private static void readUntil(RingBuffer ring, FutureTask<?> producer, long records) {
      while (next < records) {
        // No wake-up may be missed: a poll that ends without a record has waited in vain.
        int got = ring.poll(TIMEOUT);
        require(got > 0 || producer.isDone(), "a poll in vain", got);
      }
    }
  }
}
