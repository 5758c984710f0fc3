package dev.bpfj.libbpf.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.ForkedJvm;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.LoggerFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Which signals wait for the end of a call, as the kernel says. */
public final class BlockedSignalsTest {
  private static final int SIGINT = 2;
  private static final int SIGSEGV = 11;
  private static final int SIGUSR2 = 12;
  private static final int SIGPROF = 27;
  private static final int EBADF = 9;
  private static final int SIGSET_SIZE = 128;

  /** The calling thread's blocked signals, of which a bit is one less than its number. */
  private static long blocked() {
    try {
      return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
          .filter(line -> line.startsWith("SigBlk:"))
          .map(line -> Long.parseUnsignedLong(line.split("\t")[1], 16))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> signals(long set) {
    List<Integer> signals = new ArrayList<>();
    for (int signal = 1; signal <= Long.SIZE; signal++) {
      if ((set >> (signal - 1) & 1) == 1) {
        signals.add(signal);
      }
    }
    return signals;
  }

  @Test
  public void allButFaultsAndTheSuspendSignalWait() {
    // ILL TRAP ABRT BUS FPE SEGV USR2 SYS; nobody blocks KILL and STOP; the C library keeps 32, 33
    Set<Integer> delivered = Set.of(4, 5, 6, 7, 8, 9, 11, 12, 19, 31, 32, 33);
    List<Integer> expected = new ArrayList<>();
    for (int signal = 1; signal <= Long.SIZE; signal++) {
      if (!delivered.contains(signal)) {
        expected.add(signal);
      }
    }
    long during = BlockedSignals.pointer(Native.KERNEL, BlockedSignalsTest::blocked);
    assertThat(signals(during)).containsExactlyElementsOf(expected);
  }

  @Test
  public void theThreadsOwnMaskIsBackAfterwards() {
    blocking(
        SIGINT,
        SIGUSR2,
        () -> {
          long before = blocked();
          assertThat(signals(before)).contains(SIGINT, SIGUSR2);
          assertThat(signals(BlockedSignals.pointer(Native.KERNEL, BlockedSignalsTest::blocked)))
              .contains(SIGUSR2);
          assertThat(BlockedSignals.number(Native.KERNEL, () -> -7)).isEqualTo(-7);
          assertThat(blocked()).isEqualTo(before);
          IllegalStateException failure = new IllegalStateException();
          assertThatThrownBy(
                  () ->
                      BlockedSignals.number(
                          Native.KERNEL,
                          () -> {
                            throw failure;
                          }))
              .isSameAs(failure);
          assertThat(blocked()).isEqualTo(before);
        });
  }

  /** Does something while two more signals are blocked in this thread. */
  private static void blocking(int first, int second, Runnable action) {
    try (CallMemory memory = new CallMemory()) {
      long set = memory.allocate(SIGSET_SIZE);
      long before = memory.allocate(SIGSET_SIZE);
      MemoryIO.getInstance().putLong(set, 1L << (first - 1) | 1L << (second - 1));
      Native.libc().sigprocmask(LibC.SIG_BLOCK, set, before);
      try {
        action.run();
      } finally {
        Native.libc().sigprocmask(LibC.SIG_SETMASK, before, 0);
      }
    }
  }

  @Test
  public void whatTheCallLeftInErrnoIsStillThere() {
    long result = BlockedSignals.pointer(Native.KERNEL, () -> Native.libc().close(-1));
    assertThat(result).isEqualTo(-1);
    assertThat(Native.lastErrno()).isEqualTo(EBADF);
  }

  @Test
  public void theLoggerIsAskedBeforeSignalsAreBlocked() throws Exception {
    Path folder = Files.createTempDirectory("loggers");
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Path finder = services.resolve(LoggerFinder.class.getName());
    Files.writeString(finder, RecordingLoggers.class.getName());
    try {
      String said =
          ForkedJvm.run(folder + ":" + System.getProperty("java.class.path"), Prints.class);
      assertThat(said).isEqualTo("SIGPROF blocked when the logger was asked: [false]\n");
    } finally {
      for (Path file : List.of(finder, services, services.getParent(), folder)) {
        Files.delete(file);
      }
    }
  }

  /** Has libbpf print while signals are blocked. */
  static final class Prints {
    public static void main(String[] args) {
      LibBpf libbpf = Native.libbpf();
      try {
        LibbpfCall.pointer(
            Native.KERNEL,
            "bpf_object__open_mem",
            "nothing",
            () ->
                BlockedSignals.pointer(Native.KERNEL, () -> libbpf.bpf_object__open_mem(1, 1, 0)));
      } catch (BpfException e) {
        System.out.println(
            "SIGPROF blocked when the logger was asked: " + RecordingLoggers.BLOCKED);
      }
    }
  }

  /** Loggers that remember whether signals were blocked when they were asked for a level. */
  public static final class RecordingLoggers extends LoggerFinder {
    static final Set<Boolean> BLOCKED = ConcurrentHashMap.newKeySet();

    @Override
    public Logger getLogger(String name, Module module) {
      return new Logger() {
        @Override
        public String getName() {
          return name;
        }

        @Override
        public boolean isLoggable(Level level) {
          BLOCKED.add(signals(blocked()).contains(SIGPROF));
          return false;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {}

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... arguments) {}
      };
    }
  }

  @DataProvider
  static Object[][] settings() {
    return new Object[][] {
      {"not set", null, SIGUSR2},
      {"a signal", "20", 20},
      {"the last signal", "64", 64},
      {"none that HotSpot takes", String.valueOf(SIGSEGV), SIGUSR2},
      {"beyond the last", "65", SIGUSR2},
      {"no number", "USR1", SIGUSR2},
    };
  }

  @Test(dataProvider = "settings")
  public void theSuspendSignalIsTheOneThatHotSpotUses(String name, String setting, int expected) {
    assertThat(BlockedSignals.suspendSignal(setting)).isEqualTo(expected);
  }
}
