package dev.bpfj.selftests.random;

import jnr.ffi.LibraryLoader;

/** Closes file descriptors that methods give to their callers for good. */
final class OwnDescriptors {
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");

  /** {@code unistd.h}. */
  public interface LibC {
    /** Closes a file descriptor. */
    int close(int fd);
  }

  private OwnDescriptors() {}

  static void close(int fd) {
    LIBC.close(fd);
  }
}
