package dev.bpfj.selftests.attach;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.call.Arena;
import dev.bpfj.libbpf.call.Native;
import jnr.ffi.LibraryLoader;

/** Two TCP sockets of this process that are connected with each other, by their descriptors. */
final class Sockets implements AutoCloseable {
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int ADDRESS = 16; // struct sockaddr_in

  private final int sender;
  private final int receiver;

  /** What the C library has to say of sockets. */
  public interface LibC {
    /** {@code sys/socket.h}. */
    int socket(int domain, int type, int protocol);

    /** {@code sys/socket.h}. */
    int bind(int socket, long address, int length);

    /** {@code sys/socket.h}. */
    int listen(int socket, int backlog);

    /** {@code sys/socket.h}. */
    int getsockname(int socket, long address, long length);

    /** {@code sys/socket.h}. */
    int connect(int socket, long address, int length);

    /** {@code sys/socket.h}. */
    int accept(int socket, long address, long length);

    /** {@code sys/socket.h}. */
    long send(int socket, long buffer, long length, int flags);
  }

  private Sockets(int sender, int receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  static Sockets connected() {
    int server = check("socket", LIBC.socket(AF_INET, SOCK_STREAM, 0));
    try (Arena arena = new Arena()) {
      long address = arena.allocate(ADDRESS);
      MEMORY.putShort(address, (short) AF_INET);
      MEMORY.putByteArray(address + 4, new byte[] {127, 0, 0, 1}, 0, 4);
      long length = arena.allocate(4);
      MEMORY.putInt(length, ADDRESS);
      check("bind", LIBC.bind(server, address, ADDRESS));
      check("listen", LIBC.listen(server, 1));
      check("getsockname", LIBC.getsockname(server, address, length));
      int client = check("socket", LIBC.socket(AF_INET, SOCK_STREAM, 0));
      check("connect", LIBC.connect(client, address, ADDRESS));
      return new Sockets(client, check("accept", LIBC.accept(server, 0, 0)));
    } finally {
      Native.libc().close(server);
    }
  }

  private static int check(String call, int result) {
    if (result < 0) {
      throw new AssertionError(call + ": errno " + Native.lastErrno());
    }
    return result;
  }

  /** Puts the sender at index 0 of a sockmap. */
  void putInto(int mapFd) {
    try (Arena arena = new Arena()) {
      long value = arena.allocate(8);
      MEMORY.putLong(value, sender);
      check("update", Native.bpf().bpf_map_update_elem(mapFd, arena.allocate(4), value, 0));
    }
  }

  /** Sends a few bytes. */
  void send() {
    try (Arena arena = new Arena()) {
      check("send", (int) LIBC.send(sender, arena.allocate(3), 3, 0));
    }
  }

  @Override
  public void close() {
    Native.libc().close(sender);
    Native.libc().close(receiver);
  }
}
