package dev.bpfj.selftests.harness;

import jnr.ffi.LibraryLoader;

/** System calls made as such: libc's functions of their names may make others. */
public final class SystemCalls {
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final boolean X86 = System.getProperty("os.arch").equals("amd64");
  private static final int NANOSLEEP = X86 ? 35 : 101;
  private static final int GETPPID = X86 ? 110 : 173;
  private static final int GETTID = X86 ? 186 : 178;
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;

  /** The part of the C library that makes system calls. */
  public interface LibC {
    /** {@code unistd.h}. */
    long syscall(long number, long first, long second);

    /** {@code sys/socket.h}. */
    int socket(int domain, int type, int protocol);

    /** {@code sys/socket.h}. */
    int connect(int socket, long address, int length);

    /** {@code unistd.h}. */
    int close(int fd);
  }

  private SystemCalls() {}

  /** Sleeps for a moment, in the way that probes of nanosleep see. */
  public static void nanosleep() {
    // struct timespec: no seconds, one microsecond
    try (var callMemory = new dev.bpfj.libbpf.internal.call.CallMemory()) {
      long time = callMemory.allocate(16);
      com.kenai.jffi.MemoryIO.getInstance().putLong(time + 8, 1000);
      LIBC.syscall(NANOSLEEP, time, 0);
    }
  }

  /** Asks for the parent's number, which only a probe of it notices. */
  public static void getppid() {
    LIBC.syscall(GETPPID, 0, 0);
  }

  /** The running thread's number, which stays the same for the thread's life. */
  public static int thread() {
    return (int) LIBC.syscall(GETTID, 0, 0);
  }

  /** The number of the system call nanosleep. */
  public static int nanosleepNumber() {
    return NANOSLEEP;
  }

  /** Tries to connect a new socket to an address in memory, and does not care whether it works. */
  public static void connectOnce(long address, int length) {
    int socket = LIBC.socket(AF_INET, SOCK_STREAM, 0);
    if (socket < 0) {
      throw new AssertionError("socket: " + socket);
    }
    LIBC.connect(socket, address, length);
    LIBC.close(socket);
  }
}
