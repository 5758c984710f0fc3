package dev.bpfj.selftests.map;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.call.CallMemory;
import jnr.ffi.LibraryLoader;

/** Sockets with descriptors, which Java does not show of its own. */
final class Sockets {
  private static final int AF_INET = 2;
  private static final int AF_XDP = 44;
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEPORT = 15;
  private static final int SOL_XDP = 283;
  private static final int XDP_RX_RING = 2;
  private static final int ADDRESS_SIZE = 16;
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");

  /** {@code sys/socket.h}. */
  public interface LibC {
    int socket(int domain, int type, int protocol);

    int bind(int fd, long address, int size);

    int listen(int fd, int backlog);

    int setsockopt(int fd, int level, int name, long value, int size);

    int close(int fd);
  }

  private Sockets() {}

  /** A UDP socket on a port of the kernel's choice, which others may share. */
  static OpenFile udp() {
    return bound(SOCK_DGRAM, false);
  }

  /** A TCP socket that listens. */
  static OpenFile tcp() {
    return bound(SOCK_STREAM, true);
  }

  private static OpenFile bound(int type, boolean listens) {
    int fd = check(LIBC.socket(AF_INET, type | SOCK_CLOEXEC, 0));
    try (CallMemory callMemory = new CallMemory()) {
      MemoryIO memory = MemoryIO.getInstance();
      long on = callMemory.allocate(4);
      memory.putInt(on, 1);
      check(LIBC.setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, on, 4));
      long address = callMemory.allocate(ADDRESS_SIZE);
      memory.putShort(address, (short) AF_INET);
      memory.putByteArray(address + 4, new byte[] {127, 0, 0, 1}, 0, 4);
      check(LIBC.bind(fd, address, ADDRESS_SIZE));
      if (listens) {
        check(LIBC.listen(fd, 1));
      }
      return OpenFile.copyOf(fd);
    } finally {
      LIBC.close(fd);
    }
  }

  /** An AF_XDP socket with what it needs to receive. */
  static OpenFile xdp() {
    int fd = check(LIBC.socket(AF_XDP, SOCK_RAW | SOCK_CLOEXEC, 0));
    try (CallMemory callMemory = new CallMemory()) {
      long size = callMemory.allocate(4);
      MemoryIO.getInstance().putInt(size, 64);
      check(LIBC.setsockopt(fd, SOL_XDP, XDP_RX_RING, size, 4));
      return OpenFile.copyOf(fd);
    } finally {
      LIBC.close(fd);
    }
  }

  private static int check(int result) {
    if (result < 0) {
      throw new AssertionError("errno " + jnr.ffi.Runtime.getSystemRuntime().getLastError());
    }
    return result;
  }
}
