package dev.bpfj.test.network;

import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/** The functions of the C library that networks need. All set errno on failure. */
final class LibC {
  static final Functions FUNCTIONS =
      LibraryLoader.create(Functions.class).failImmediately().load("libc.so.6");

  private LibC() {}

  /** C's own names; public for what jnr-ffi makes of it. */
  public interface Functions {
    int unshare(int flags);

    int socket(int domain, int type, int protocol);

    long send(int socket, @In byte[] buffer, long length, int flags);

    long recv(int socket, @Out byte[] buffer, long length, int flags);

    int if_nametoindex(String name);

    int close(int fd);

    String strerror(int errno);
  }

  /** The result of a call, unless it failed. */
  static int checked(String what, int result) {
    if (result < 0) {
      throw failure(what, jnr.ffi.Runtime.getSystemRuntime().getLastError());
    }
    return result;
  }

  static IllegalStateException failure(String what, int errno) {
    return new IllegalStateException(
        what + ": errno " + errno + ", " + FUNCTIONS.strerror(errno) + advice(errno));
  }

  private static String advice(int errno) {
    return switch (errno) {
      case 1 -> "; run the tests as root"; // EPERM
      case 95 -> // EOPNOTSUPP
          "; the kernel lacks the kind of device or protocol; in a guest of bpf:kernel-test, name its"
              + " module in <modules>";
      default -> "";
    };
  }
}
