package dev.bpfj.libbpf.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.ForkedJvm;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.util.ArrayDeque;
import java.util.Deque;
import jnr.constants.platform.RLIMIT;
import jnr.posix.POSIXFactory;
import org.testng.annotations.Test;

/** A process that has as many descriptors as it may, in a JVM of its own. */
public final class ExhaustedDescriptorsTest {

  @Test
  public void aWaitThatGetsNoDescriptorsKeepsNone() throws Exception {
    assertThat(ForkedJvm.run(OutOfDescriptors.class))
        .isEqualTo(
            """
            0 left: test: epoll_create1: -EMFILE (24), Too many open files; this process has as many files open as it may (ulimit -n)
            1 left: test: eventfd: -EMFILE (24), Too many open files; this process has as many files open as it may (ulimit -n)
            2 left: opened
            """);
  }

  @Test
  public void virtualThreadsWaitOnceThereAreDescriptorsAgain() throws Exception {
    assertThat(ForkedJvm.run(SharedWaitWithoutDescriptors.class))
        .isEqualTo(
            """
            virtual threads: epoll_create1: -EMFILE (24), Too many open files; this process has as many files open as it may (ulimit -n)
            ready: true
            """);
  }

  /** Waits as a virtual thread does, without descriptors and with some. */
  static final class SharedWaitWithoutDescriptors {
    public static void main(String[] args) throws Exception {
      POSIXFactory.getNativePOSIX().setrlimit(RLIMIT.RLIMIT_NOFILE.intValue(), 256, 256);
      OutOfDescriptors.loadClasses();
      Class.forName("dev.bpfj.libbpf.internal.call.Lazy");
      Class.forName("dev.bpfj.libbpf.ring.SharedWait", false, SharedWait.class.getClassLoader());
      int file = Native.libc().eventfd(1, LibC.EFD_CLOEXEC_NONBLOCK);
      Deque<Integer> taken = OutOfDescriptors.takeAll();
      String said = tryToWait(file);
      taken.forEach(Native.libc()::close);
      System.out.printf("%s%nready: %s%n", said, tryToWait(file));
    }

    private static String tryToWait(int file) {
      try {
        return "" + SharedWait.await(file, System.nanoTime() + 30_000_000_000L);
      } catch (BpfException e) {
        return e.getMessage();
      }
    }
  }

  /** Leaves itself none, one and two descriptors, and waits. */
  static final class OutOfDescriptors {
    public static void main(String[] args) {
      POSIXFactory.getNativePOSIX().setrlimit(RLIMIT.RLIMIT_NOFILE.intValue(), 256, 256);
      loadClasses();
      Deque<Integer> taken = takeAll();
      StringBuilder said = new StringBuilder();
      for (int left = 0; left <= 2; left++) {
        // Twice, so that a descriptor kept by the first one is missed by the second.
        tryToOpen();
        said.append(left).append(" left: ").append(tryToOpen()).append('\n');
        Native.libc().close(taken.pop());
      }
      System.out.print(said);
    }

    /** Classes are files, too. */
    private static void loadClasses() {
      tryToOpen();
      try (EventWait wait = new EventWait(Native.KERNEL, "test")) {
        wait.watch(1_000_000, LibC.EPOLLIN);
      } catch (BpfException e) {
        System.out.print(e.getMessage().isEmpty() ? "no message" : "");
      }
    }

    private static Deque<Integer> takeAll() {
      Deque<Integer> taken = new ArrayDeque<>();
      int fd = Native.libc().eventfd(0, LibC.EFD_CLOEXEC_NONBLOCK);
      while (fd >= 0) {
        taken.push(fd);
        fd = Native.libc().eventfd(0, LibC.EFD_CLOEXEC_NONBLOCK);
      }
      return taken;
    }

    private static String tryToOpen() {
      try (EventWait wait = new EventWait(Native.KERNEL, "test")) {
        wait.wake();
        return "opened";
      } catch (BpfException e) {
        return e.getMessage();
      }
    }
  }
}
