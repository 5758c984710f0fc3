package dev.bpfj.selftests.attach;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import jnr.ffi.LibraryLoader;

/** Two TCP sockets of this process that are connected with each other, by their descriptors. */
final class Sockets implements AutoCloseable {
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int ADDRESS = 16; // struct sockaddr_in
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_CONGESTION = 13;
  private static final int NAME = 16; // TCP_CA_NAME_MAX

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
    int setsockopt(int socket, int level, int name, long value, int length);

    /** {@code sys/socket.h}. */
    int getsockopt(int socket, int level, int name, long value, long length);

    /** {@code sys/socket.h}. */
    long send(int socket, long buffer, long length, int flags);
  }

  private Sockets(int sender, int receiver) {
    this.sender = sender;
    this.receiver = receiver;
  }

  static Sockets connected() {
    return connected(client -> {});
  }

  /** The sender uses a congestion control from the connection's beginning. */
  static Sockets connectedWith(String congestionControl) {
    return connected(client -> setCongestionControl(client, congestionControl));
  }

  private static Sockets connected(IntConsumer preparation) {
    int server = check("socket", LIBC.socket(AF_INET, SOCK_STREAM, 0));
    try (CallMemory memory = new CallMemory()) {
      long address = memory.allocate(ADDRESS);
      MEMORY.putShort(address, (short) AF_INET);
      MEMORY.putByteArray(address + 4, new byte[] {127, 0, 0, 1}, 0, 4);
      long length = memory.allocate(4);
      MEMORY.putInt(length, ADDRESS);
      check("bind", LIBC.bind(server, address, ADDRESS));
      check("listen", LIBC.listen(server, 1));
      check("getsockname", LIBC.getsockname(server, address, length));
      int client = check("socket", LIBC.socket(AF_INET, SOCK_STREAM, 0));
      try {
        preparation.accept(client);
        check("connect", LIBC.connect(client, address, ADDRESS));
        return new Sockets(client, check("accept", LIBC.accept(server, 0, 0)));
      } catch (RuntimeException | Error e) {
        Native.libc().close(client);
        throw e;
      }
    } finally {
      Native.libc().close(server);
    }
  }

  private static void setCongestionControl(int socket, String name) {
    try (CallMemory memory = new CallMemory()) {
      int length = name.length();
      long text = memory.string(name);
      check("setsockopt", LIBC.setsockopt(socket, IPPROTO_TCP, TCP_CONGESTION, text, length));
    }
  }

  /** The congestion control that the sender uses. */
  String congestionControl() {
    try (CallMemory memory = new CallMemory()) {
      long text = memory.allocate(NAME + 1);
      long length = memory.allocate(4);
      MEMORY.putInt(length, NAME);
      check("getsockopt", LIBC.getsockopt(sender, IPPROTO_TCP, TCP_CONGESTION, text, length));
      byte[] bytes = MEMORY.getZeroTerminatedByteArray(text);
      return new String(bytes, StandardCharsets.US_ASCII);
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
    try (CallMemory memory = new CallMemory()) {
      long value = memory.allocate(8);
      MEMORY.putLong(value, sender);
      check(
          "update", Native.bpfElements().bpf_map_update_elem(mapFd, memory.allocate(4), value, 0));
    }
  }

  /** Sends a few bytes. */
  void send() {
    try (CallMemory memory = new CallMemory()) {
      check("send", (int) LIBC.send(sender, memory.allocate(3), 3, 0));
    }
  }

  @Override
  public void close() {
    Native.libc().close(sender);
    Native.libc().close(receiver);
  }
}
