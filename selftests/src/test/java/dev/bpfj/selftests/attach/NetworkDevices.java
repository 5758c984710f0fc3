package dev.bpfj.selftests.attach;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;

/** The devices of the network namespace in which this was opened, from whichever thread. */
final class NetworkDevices implements AutoCloseable {
  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int IFF_UP = 1;

  // linux/sockios.h
  private static final int SIOCGIFFLAGS = 0x8913;
  private static final int SIOCSIFFLAGS = 0x8914;
  private static final int SIOCSIFADDR = 0x8916;
  private static final int SIOCGIFINDEX = 0x8933;

  // struct ifreq, and struct sockaddr_in in it
  private static final int REQUEST = 40;
  private static final int VALUE = 16;
  private static final int ADDRESS = VALUE + 4;

  private final int socket;

  /** What the C library has to say of devices. */
  public interface LibC {
    /** {@code sys/socket.h}. */
    int socket(int domain, int type, int protocol);

    /** {@code sys/ioctl.h}. */
    int ioctl(int fd, long request, long argument);
  }

  private NetworkDevices(int socket) {
    this.socket = socket;
  }

  /** Those of the calling thread's namespace. */
  static NetworkDevices here() {
    return new NetworkDevices(check("socket", LIBC.socket(AF_INET, SOCK_DGRAM, 0)));
  }

  private static int check(String call, int result) {
    if (result < 0) {
      throw new AssertionError(call + ": errno " + Native.lastErrno());
    }
    return result;
  }

  void up(String device) {
    try (CallMemory memory = new CallMemory()) {
      long request = request(memory, device);
      check("SIOCGIFFLAGS", LIBC.ioctl(socket, SIOCGIFFLAGS, request));
      MEMORY.putShort(request + VALUE, (short) (MEMORY.getShort(request + VALUE) | IFF_UP));
      check("SIOCSIFFLAGS", LIBC.ioctl(socket, SIOCSIFFLAGS, request));
    }
  }

  /** Gives the device an address, and with it a route to those of the same class. */
  void setAddress(String device, InetAddress address) {
    try (CallMemory memory = new CallMemory()) {
      long request = request(memory, device);
      MEMORY.putShort(request + VALUE, (short) AF_INET);
      MEMORY.putByteArray(request + ADDRESS, address.getAddress(), 0, 4);
      check("SIOCSIFADDR", LIBC.ioctl(socket, SIOCSIFADDR, request));
    }
  }

  int index(String device) {
    try (CallMemory memory = new CallMemory()) {
      long request = request(memory, device);
      check("SIOCGIFINDEX", LIBC.ioctl(socket, SIOCGIFINDEX, request));
      return MEMORY.getInt(request + VALUE);
    }
  }

  private static long request(CallMemory memory, String device) {
    long request = memory.allocate(REQUEST);
    byte[] name = device.getBytes(StandardCharsets.US_ASCII);
    MEMORY.putByteArray(request, name, 0, name.length);
    return request;
  }

  @Override
  public void close() {
    Native.libc().close(socket);
  }
}
