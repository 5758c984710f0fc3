package dev.bpfj.selftests.attach;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;

/** Makes netkit devices, in the kernel's own words (rtnetlink): guests have no tool for it. */
final class NetkitPair {
  /** The name of the primary end. */
  static final String PRIMARY = "primary";

  /** The name of the other end. */
  static final String PEER = "peer";

  /** What becomes of packets that no program decides on. */
  enum Policy {
    /** They arrive. */
    PASS(0),
    /** They are lost. */
    DROP(2);

    private final int number;

    Policy(int number) {
      this.number = number;
    }
  }

  private static final LibC LIBC =
      LibraryLoader.create(LibC.class).failImmediately().load("libc.so.6");
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_ROUTE = 0;

  // linux/netlink.h
  private static final int HEADER = 16; // struct nlmsghdr
  private static final int REQUEST_ACK_EXCL_CREATE = 0x605;
  private static final int NESTED = 1 << 15;
  private static final int ATTRIBUTE = 4; // struct nlattr

  // linux/rtnetlink.h, linux/if_link.h
  private static final int RTM_NEWLINK = 16;
  private static final byte[] ANY_LINK = new byte[16]; // struct ifinfomsg
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_NET_NS_FD = 28;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int IFLA_NETKIT_PEER_INFO = 1;
  private static final int IFLA_NETKIT_PEER_POLICY = 4;

  /** What the C library has to say of messages. */
  public interface LibC {
    /** {@code sys/socket.h}. */
    int socket(int domain, int type, int protocol);

    /** {@code sys/socket.h}. */
    long send(int socket, long buffer, long length, int flags);

    /** {@code sys/socket.h}. */
    long recv(int socket, long buffer, long length, int flags);
  }

  private NetkitPair() {}

  /**
   * Makes a device in the calling thread's network namespace. It goes with either namespace.
   *
   * @param peers the namespace of the other end
   * @param peerPolicy what becomes of packets from the other end
   */
  static void create(Descriptor peers, Policy peerPolicy) {
    int answer = peers.use(fd -> ask(message(fd, peerPolicy)));
    if (answer != 0) {
      throw new AssertionError("RTM_NEWLINK of a netkit device: " + answer);
    }
  }

  private static byte[] message(int peers, Policy peerPolicy) {
    byte[] peer =
        attribute(
            IFLA_NETKIT_PEER_INFO,
            ANY_LINK,
            attribute(IFLA_IFNAME, text(PEER)),
            attribute(IFLA_NET_NS_FD, number(peers)));
    byte[] data =
        attribute(
            IFLA_INFO_DATA | NESTED,
            peer,
            attribute(IFLA_NETKIT_PEER_POLICY, number(peerPolicy.number)));
    return join(
        ANY_LINK,
        attribute(IFLA_IFNAME, text(PRIMARY)),
        attribute(IFLA_LINKINFO | NESTED, attribute(IFLA_INFO_KIND, text("netkit")), data));
  }

  private static byte[] attribute(int type, byte[]... contents) {
    byte[] content = join(contents);
    int length = ATTRIBUTE + content.length;
    return buffer((length + 3) & ~3)
        .putShort((short) length)
        .putShort((short) type)
        .put(content)
        .array();
  }

  private static byte[] text(String text) {
    return (text + '\0').getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] number(int number) {
    return buffer(4).putInt(number).array();
  }

  private static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = buffer(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  /** Has the kernel answer; 0 or -errno. */
  private static int ask(byte[] body) {
    int socket = check("socket", LIBC.socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE));
    try (CallMemory memory = new CallMemory()) {
      int length = HEADER + body.length;
      byte[] header =
          buffer(HEADER)
              .putInt(length)
              .putShort((short) RTM_NEWLINK)
              .putShort((short) REQUEST_ACK_EXCL_CREATE)
              .array();
      check("send", LIBC.send(socket, memory.bytes(join(header, body)), length, 0));
      int room = 1024;
      long answer = memory.allocate(room);
      check("recv", LIBC.recv(socket, answer, room, 0));
      return MEMORY.getInt(answer + HEADER); // struct nlmsgerr
    } finally {
      Native.libc().close(socket);
    }
  }

  private static int check(String call, long result) {
    if (result < 0) {
      throw new AssertionError(call + ": errno " + Native.lastErrno());
    }
    return (int) result;
  }
}
