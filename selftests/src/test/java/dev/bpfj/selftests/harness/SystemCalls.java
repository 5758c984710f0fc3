package dev.bpfj.selftests.harness;

import jnr.ffi.LibraryLoader;

/** System calls made as such: libc's functions of their names may make others. */
public final class SystemCalls {
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final boolean X86 = System.getProperty("os.arch").equals("amd64");
  private static final int NANOSLEEP = X86 ? 35 : 101;
  private static final int GETTID = X86 ? 186 : 178;

  /** The part of the C library that takes the number of a system call. */
  public interface LibC {
    /** {@code unistd.h}. */
    long syscall(long number, long first, long second);
  }

  private SystemCalls() {}

  /** Sleeps for a moment, in the way that probes of nanosleep see. */
  public static void nanosleep() {
    // struct timespec: no seconds, one microsecond
    try (var arena = new dev.bpfj.libbpf.call.Arena()) {
      long time = arena.allocate(16);
      com.kenai.jffi.MemoryIO.getInstance().putLong(time + 8, 1000);
      LIBC.syscall(NANOSLEEP, time, 0);
    }
  }

  /** The kernel's number of this thread. */
  public static int threadId() {
    return (int) LIBC.syscall(GETTID, 0, 0);
  }
}
