package dev.bpfj.selftests.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.ring.UserRecord;
import dev.bpfj.libbpf.ring.UserRingBuffer;
import dev.bpfj.progs.RingUserSkel;
import dev.bpfj.test.RequiresKernel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

/** What Java puts into a user ring buffer, and what a program takes out. */
@Test(groups = {"host", "vm"})
@RequiresKernel(value = "6.1", feature = "user ring buffers")
public final class UserRingBufferTest {
  private static final Duration A_WHILE = Duration.ofSeconds(5);
  private static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();
  private static final int SHORTEST = 24; // struct command
  private static final long NO_WAKEUP = 1;
  private static final int MINUS_ENODATA = -61;

  private static void fill(UserRecord record, long number, int length) {
    ByteBuffer buffer = record.buffer();
    assertThat(buffer.capacity()).isEqualTo(length);
    buffer.putLong(0, number).putLong(8, number * number).putInt(16, length);
    buffer.put(length - 1, (byte) number);
  }

  private static boolean send(UserRingBuffer ring, long number, int length) {
    Optional<UserRecord> room = ring.reserve(length);
    room.ifPresent(
        record -> {
          fill(record, number, length);
          record.submit();
        });
    return room.isPresent();
  }

  private static long drain(RingUserSkel skel) {
    skel.progs().drain().testRun(TestRunOptions.none());
    assertThat(skel.bss().broken()).isZero();
    assertThat(skel.bss().outOfOrder()).isZero();
    return skel.bss().drained();
  }

  public void recordsOfEveryLengthReachTheProgram() {
    try (RingUserSkel skel = RingUserSkel.openAndLoad();
        UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
      assertThat(ring.size()).isEqualTo(4096);
      assertThat(drain(skel)).isZero();
      long number = 0;
      for (int length = SHORTEST; length <= 4088; length += length < 300 ? 1 : 91) {
        assertThat(send(ring, number++, length)).isTrue();
        assertThat(drain(skel)).isEqualTo(1);
      }
      assertThat(send(ring, number++, 4088)).isTrue();
      assertThat(drain(skel)).isEqualTo(1);
      assertThat(skel.bss().expected()).isEqualTo(number);
      assertThat(ring.pendingBytes()).isZero();
    }
  }

  public void aFullRingHasNoRoom() {
    try (RingUserSkel skel = RingUserSkel.openAndLoad();
        UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
      int sent = 0;
      while (send(ring, sent, 24)) {
        sent++;
      }
      assertThat(sent).isEqualTo(4096 / 32);
      assertThat(ring.pendingBytes()).isEqualTo(4096);
      assertThat(ring.reserve(SHORTEST, Duration.ofMillis(2))).isEmpty();
      assertThat(drain(skel)).isEqualTo(sent);
      assertThat(send(ring, sent, 24)).isTrue();
    }
  }

  public void aRecordThatIsNotSubmittedHoldsUpThoseBehindIt() {
    try (RingUserSkel skel = RingUserSkel.openAndLoad();
        UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
      UserRecord first = ring.reserve(40).orElseThrow();
      assertThat(send(ring, 1, 24)).isTrue();
      assertThat(drain(skel)).isIn(0L, (long) MINUS_ENODATA);
      fill(first, 0, 40);
      first.submit();
      assertThat(drain(skel)).isEqualTo(2);
    }
  }

  public void discardedRecordsArePassedOver() {
    try (RingUserSkel skel = RingUserSkel.openAndLoad();
        UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
      ring.reserve(40).orElseThrow().discard();
      assertThat(send(ring, 0, 24)).isTrue();
      try (UserRecord closed = ring.reserve(40).orElseThrow()) {
        fill(closed, 77, 40);
      }
      assertThat(send(ring, 1, 24)).isTrue();
      drain(skel);
      drain(skel); // the kernel may end a drain at a discarded record
      assertThat(skel.bss().expected()).isEqualTo(2);
      assertThat(ring.pendingBytes()).isZero();
    }
  }

  public void aRecordEndsOnce() {
    try (RingUserSkel skel = RingUserSkel.openAndLoad();
        UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
      UserRecord record = ring.reserve(24).orElseThrow();
      fill(record, 0, 24);
      record.submit();
      record.close();
      assertThatIllegalStateException()
          .isThrownBy(record::submit)
          .withMessage("a record of a user ring buffer: was submitted or discarded");
      assertThatIllegalStateException().isThrownBy(record::discard);
      assertThat(drain(skel)).isEqualTo(1);
    }
  }

  private static <T> FutureTask<T> start(Callable<T> action) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task);
    thread.start();
    while (thread.isAlive()) {
      for (StackTraceElement frame : thread.getStackTrace()) {
        if (frame.getMethodName().equals("epoll_wait")) {
          return task;
        }
      }
      Thread.sleep(1);
    }
    return task;
  }

  public void whoWaitsForRoomIsWokenByTheProgram() throws Exception {
    try (RingUserSkel skel = RingUserSkel.openAndLoad();
        UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
      for (int i = 0; i < 20; i++) {
        assertThat(send(ring, i, 4080)).isTrue();
        FutureTask<Optional<UserRecord>> waiter = start(() -> ring.reserve(4080, FOR_EVER));
        assertThat(drain(skel)).isEqualTo(1);
        waiter.get(300, TimeUnit.SECONDS).orElseThrow().discard();
        drain(skel);
      }
      skel.bss().drainFlags(NO_WAKEUP);
      while (!findsRoomWhenTheTimeIsOver(skel, ring)) {
        // the room came after the time, on a busy machine
      }
    }
  }

  private static boolean findsRoomWhenTheTimeIsOver(RingUserSkel skel, UserRingBuffer ring)
      throws Exception {
    assertThat(send(ring, 20, 4080)).isTrue();
    long begin = System.nanoTime();
    FutureTask<Optional<UserRecord>> waiter = start(() -> ring.reserve(4080, A_WHILE));
    assertThat(drain(skel)).isEqualTo(1);
    boolean wasInTime = System.nanoTime() - begin < A_WHILE.toNanos();
    Optional<UserRecord> record = waiter.get(300, TimeUnit.SECONDS);
    assertThat(record.isPresent() || !wasInTime).isTrue();
    record.ifPresent(UserRecord::discard);
    return record.isPresent();
  }

  public void closeWakesWhoWaitsForRoomAndDiscardsWhatIsReserved() throws Exception {
    try (RingUserSkel skel = RingUserSkel.openAndLoad()) {
      UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands());
      UserRecord first = ring.reserve(2000).orElseThrow();
      ByteBuffer kept = first.buffer();
      assertThat(send(ring, 0, 1000)).isTrue();
      FutureTask<Optional<UserRecord>> waiter = start(() -> ring.reserve(2000, FOR_EVER));
      ring.close();
      ring.close();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> waiter.get(300, TimeUnit.SECONDS))
          .havingCause()
          .isInstanceOf(BpfClosedException.class)
          .withMessage("user ring buffer of map \"commands\": is closed");
      assertThatExceptionOfType(BpfClosedException.class).isThrownBy(first::submit);
      assertThatExceptionOfType(BpfClosedException.class).isThrownBy(() -> ring.reserve(1));
      assertThatExceptionOfType(BpfClosedException.class).isThrownBy(ring::pendingBytes);
      first.close();
      kept.putLong(0, 1); // goes nowhere
      first.buffer().putLong(0, 2);
      drain(skel);
      drain(skel);
      assertThat(skel.bss().expected()).isEqualTo(1);
    }
  }

  public void aMapIsWrittenByOneRing() {
    try (RingUserSkel skel = RingUserSkel.openAndLoad()) {
      BpfObjectMap map = skel.maps().commands();
      UserRingBuffer ring = UserRingBuffer.open(map);
      assertThatIllegalStateException()
          .isThrownBy(() -> UserRingBuffer.open(map))
          .withMessage(
              "map \"commands\": an open user ring buffer already writes to it, and the two would"
                  + " overwrite each other's records; close it first");
      ring.close();
      UserRingBuffer.open(map).close();
    }
  }

  public void closingTheObjectClosesTheRing() {
    RingUserSkel skel = RingUserSkel.openAndLoad();
    UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands());
    skel.close();
    assertThatExceptionOfType(BpfClosedException.class).isThrownBy(() -> ring.reserve(1));
  }

  public void whatCannotBeIsRefused() {
    try (RingUserSkel skel = RingUserSkel.openAndLoad()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> UserRingBuffer.open(skel.maps().bss()))
          .withMessage(
              "map \"ring_use.bss\": is no user ring buffer: type=array, expected=user_ringbuf");
      try (UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> ring.reserve(4089))
            .withMessage(
                "user ring buffer of map \"commands\": no record can be so large: size=4089,"
                    + " limit=4088 (the ring without a header)");
        assertThatIllegalArgumentException().isThrownBy(() -> ring.reserve(-1));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> ring.reserve(1, Duration.ofMillis(-1)))
            .withMessage(
                "user ring buffer of map \"commands\": a negative timeout: timeout=PT-0.001S");
      }
    }
  }

  public void threadsThatSendWhileAProgramTakesLoseNothing() throws Exception {
    int each = 20_000;
    try (RingUserSkel skel = RingUserSkel.openAndLoad();
        UserRingBuffer ring = UserRingBuffer.open(skel.maps().commands())) {
      FutureTask<Long> drainer =
          new FutureTask<>(
              () -> {
                long taken = 0;
                while (taken < 2L * each) {
                  skel.progs().drain().testRun(TestRunOptions.none());
                  taken += Math.max(0, skel.bss().drained());
                }
                return taken;
              });
      new Thread(drainer).start();
      FutureTask<Void> other = new FutureTask<>(() -> sendAll(ring, each));
      new Thread(other).start();
      sendAll(ring, each);
      other.get(600, TimeUnit.SECONDS);
      assertThat(drainer.get(600, TimeUnit.SECONDS)).isEqualTo(2L * each);
      assertThat(skel.bss().broken()).isZero();
      assertThat(ring.pendingBytes()).isZero();
    }
  }

  private static Void sendAll(UserRingBuffer ring, int count) {
    for (int i = 0; i < count; i++) {
      try (UserRecord record = ring.reserve(24, FOR_EVER).orElseThrow()) {
        fill(record, i, 24);
        record.submit();
      }
    }
    return null;
  }
}
