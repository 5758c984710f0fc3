package dev.bpfj.libbpf.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

public final class EventWaitTest {
  private static final long SECOND = 1_000_000_000L;

  private static long in(long nanos) {
    return System.nanoTime() + nanos;
  }

  private static int eventFd(int value) {
    return Native.libc().eventfd(value, LibC.EFD_CLOEXEC_NONBLOCK);
  }

  private static FutureTask<Boolean> start(java.util.concurrent.Callable<Boolean> action) {
    FutureTask<Boolean> task = new FutureTask<>(action);
    new Thread(task).start();
    return task;
  }

  @Test
  public void aWaitForNothingEndsInTime() {
    try (EventWait wait = new EventWait(Native.KERNEL, "test")) {
      long start = System.nanoTime();
      assertThat(wait.await(start + 3_100_000)).isFalse();
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(3_100_000);
      assertThat(wait.await(start)).isFalse();
    }
  }

  @Test
  public void aWakeEndsOneWaitAlsoIfItCameBefore() {
    try (EventWait wait = new EventWait(Native.KERNEL, "test")) {
      wait.wake();
      wait.wake();
      assertThat(wait.await(in(200 * SECOND))).isTrue();
      assertThat(wait.await(in(1_000_000))).isFalse();
      wait.wake();
      assertThat(wait.await(in(200 * SECOND))).isTrue();
    }
  }

  @Test
  public void aFileEndsOneWaitForEachOfItsEvents() {
    int file = eventFd(1);
    try (EventWait wait = new EventWait(Native.KERNEL, "test")) {
      wait.watch(file, LibC.EPOLLIN);
      assertThat(wait.await(in(200 * SECOND))).isTrue();
      assertThat(wait.await(in(1_000_000))).isFalse();
      Native.libc().eventfd_write(file, 1);
      assertThat(wait.await(in(200 * SECOND))).isTrue();
    } finally {
      Native.libc().close(file);
    }
  }

  @Test
  public void whatCannotBeWatchedIsRefused() {
    try (EventWait wait = new EventWait(Native.KERNEL, "test")) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> wait.watch(1_000_000, LibC.EPOLLIN))
          .withMessage("test: epoll_ctl: -EBADF (9), Bad file descriptor");
    }
  }

  @Test
  public void aWaitWithoutItsDescriptorIsAnException() {
    EventWait wait = new EventWait(Native.KERNEL, "test");
    wait.close();
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> wait.await(in(SECOND)))
        .withMessage("test: epoll_wait: -EBADF (9), Bad file descriptor");
  }

  @Test
  public void aSharedWaitEndsWithItsFileItsTimeOrAnInterrupt() throws Exception {
    int file = eventFd(0);
    try {
      assertThat(SharedWait.await(file, in(1_000_000))).isFalse();
      FutureTask<Boolean> waiter = start(() -> SharedWait.await(file, in(200 * SECOND)));
      Native.libc().eventfd_write(file, 1);
      assertThat(waiter.get(300, TimeUnit.SECONDS)).isTrue();
      assertThat(SharedWait.await(file, in(200 * SECOND))).isTrue();
    } finally {
      Native.libc().close(file);
    }
    int other = eventFd(0);
    try {
      Thread.currentThread().interrupt();
      assertThat(SharedWait.await(other, in(200 * SECOND))).isTrue();
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      Native.libc().close(other);
    }
  }

  @Test
  public void aSharedWaitForABadFileIsAnException() {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> SharedWait.await(1_000_000, in(SECOND)))
        .withMessage("virtual threads: epoll_ctl: -EBADF (9), Bad file descriptor");
  }

  @Test
  public void manyShareTheWaitAndEachGetsItsOwn() throws Exception {
    int[] files = new int[40];
    FutureTask<?>[] waiters = new FutureTask<?>[files.length];
    for (int i = 0; i < files.length; i++) {
      int file = eventFd(0);
      files[i] = file;
      waiters[i] = start(() -> SharedWait.await(file, in(200 * SECOND)));
    }
    try {
      for (int i = files.length - 1; i >= 0; i--) {
        assertThat(waiters[i].isDone()).isFalse();
        Native.libc().eventfd_write(files[i], 1);
        assertThat(waiters[i].get(300, TimeUnit.SECONDS)).isEqualTo(true);
      }
    } finally {
      for (int file : files) {
        Native.libc().close(file);
      }
    }
  }
}
