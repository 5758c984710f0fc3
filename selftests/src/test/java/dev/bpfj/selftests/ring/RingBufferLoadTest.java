package dev.bpfj.selftests.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.ring.RingBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * A program that fills a ring while it is read: nothing is lost, nothing comes twice, and memory
 * stays as it is. How many records is said by the property {@code ring.records}; two hundred
 * million take some minutes.
 */
@Test(groups = "host")
public final class RingBufferLoadTest {
  private static final long RECORDS = Long.getLong("ring.records", 2_000_000);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @DataProvider
  public Object[][] sizes() {
    return new Object[][] {{4096}, {1 << 18}, {16 << 20}};
  }

  @Test(dataProvider = "sizes", groups = "host")
  public void everyRecordComesOnceAndInOrder(int size) throws Exception {
    long records = size == 1 << 18 ? RECORDS : RECORDS / 10;
    try (Events events = Events.load(size)) {
      long[] next = {0};
      try (RingBuffer ring =
          RingBuffer.open(
              events.map(),
              (buffer, offset, length) -> {
                long number = Events.number(buffer, offset, length);
                if (number != next[0]) {
                  throw new AssertionError("next is " + next[0] + " but came " + number);
                }
                next[0]++;
              })) {
        FutureTask<Long> producer = new FutureTask<>(() -> produce(events, records));
        new Thread(producer, "producer").start();
        long early = readUntil(ring, producer, next, records / 4);
        long late = readUntil(ring, producer, next, records);
        producer.get(60, TimeUnit.SECONDS);
        assertThat(late - early).as("growth in KiB").isLessThan(64 * 1024);
        ring.consume(); // what the last run made beyond the number asked for
        assertThat(ring.rings().get(0).availableBytes()).isZero();
      }
      assertThat(next[0]).isEqualTo(events.skel.bss().number());
    }
  }

  /** Keeps trying where the ring is full: a number is used up only by a record that found room. */
  private static long produce(Events events, long records) {
    events.skel.bss().batch(Events.BATCH);
    long runs = 0;
    while (events.skel.bss().number() < records) {
      events.run(events.skel.progs().produce());
      runs++;
    }
    return runs;
  }

  private static long readUntil(
      RingBuffer ring, FutureTask<Long> producer, long[] next, long records) throws IOException {
    while (next[0] < records) {
      // No wake-up may be missed: a poll that ends without a record has waited in vain.
      int got = ring.poll(TIMEOUT);
      assertThat(got > 0 || producer.isDone()).isTrue();
    }
    return residentKib();
  }

  private static long residentKib() throws IOException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
    return Long.parseLong(pages) * 4;
  }
}
