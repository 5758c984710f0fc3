package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.internal.raw.LibC;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes native calls that the kernel gives up when the calling thread has a signal to handle: the
 * verifier looks for one between any two instructions (-EAGAIN), a repeated test run between any
 * two runs (-EINTR), {@code perf_event_open} while it waits for a process that executes another
 * program (-EINTR). A profiler that signals each thread every few milliseconds would let no long
 * call end, and libbpf, which loads small programs to find out what the kernel can do, when it
 * first makes a map or attaches a program too, would keep a wrong answer. So signals wait until the
 * call is over, except for those of faults and the one by which HotSpot suspends threads.
 *
 * <p>A thread that is started meanwhile would never get the signals, since it inherits the mask. So
 * the action is the native call and what its arguments need; it takes no lock and loads no library.
 *
 * <p>Thread-safe.
 */
public final class BlockedSignals {
  private static final int SIGILL = 4;
  private static final int SIGTRAP = 5;
  private static final int SIGABRT = 6;
  private static final int SIGBUS = 7;
  private static final int SIGFPE = 8;
  private static final int SIGSEGV = 11;
  private static final int SIGUSR2 = 12;
  private static final int SIGSYS = 31;
  private static final int LAST_SIGNAL = 64;

  // sigset_t of the C library, of which the kernel reads and writes the first 8 bytes.
  private static final int SIGSET_SIZE = 128;
  private static final long BLOCKED =
      ~(bit(SIGILL)
          | bit(SIGTRAP)
          | bit(SIGABRT)
          | bit(SIGBUS)
          | bit(SIGFPE)
          | bit(SIGSEGV)
          | bit(SIGSYS)
          | bit(suspendSignal(System.getenv("_JAVA_SR_SIGNUM"))));

  private final LibC libc;
  private final CallMemory memory = new CallMemory();
  private final long before = memory.allocate(SIGSET_SIZE);

  private BlockedSignals(Kernel kernel) {
    libc = kernel.libc();
    long blocked = memory.allocate(SIGSET_SIZE);
    NativeMemory.get().putLong(blocked, BLOCKED);
    libc.sigprocmask(LibC.SIG_BLOCK, blocked, before);
  }

  /**
   * Blocks them; {@link #restore} must follow the native call in the same thread.
   *
   * @param kernel what the call goes to
   * @return what was blocked before
   */
  public static BlockedSignals block(Kernel kernel) {
    return new BlockedSignals(kernel);
  }

  /** Blocks what was blocked before. What the call has left in errno is still there afterwards. */
  public void restore() {
    libc.sigprocmask(LibC.SIG_SETMASK, before, 0);
    memory.close();
  }

  /**
   * Makes a call that returns a number.
   *
   * @param kernel what is called
   * @param call the native call
   * @return its result
   */
  public static int number(Kernel kernel, IntSupplier call) {
    BlockedSignals signals = block(kernel);
    try {
      return call.getAsInt();
    } finally {
      signals.restore();
    }
  }

  /**
   * Makes a call that returns a pointer. What it leaves in errno is still there afterwards.
   *
   * @param kernel what is called
   * @param call the native call
   * @return its result
   */
  public static long pointer(Kernel kernel, LongSupplier call) {
    BlockedSignals signals = block(kernel);
    try {
      return call.getAsLong();
    } finally {
      signals.restore();
    }
  }

  /**
   * The signal by which HotSpot suspends threads, as its signals_posix.cpp reads it.
   *
   * @param setting the environment's _JAVA_SR_SIGNUM
   */
  static int suspendSignal(@Nullable String setting) {
    try {
      int signal = setting == null ? SIGUSR2 : Integer.parseInt(setting.strip());
      return signal > SIGSEGV && signal <= LAST_SIGNAL ? signal : SIGUSR2;
    } catch (NumberFormatException e) {
      return SIGUSR2;
    }
  }

  private static long bit(int signal) {
    return 1L << (signal - 1);
  }
}
