package dev.bpfj.test.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Requests to the kernel about devices, in the calling thread's namespace: rtnetlink. */
final class Netlink {
  /** {@code struct ifinfomsg} about no device. */
  static final byte[] ANY_LINK = new byte[16];

  /** {@code RTM_NEWLINK}, which changes one, too. */
  static final int NEW_LINK = 16;

  /** {@code RTM_NEWADDR}. */
  static final int NEW_ADDRESS = 20;

  /** {@code NLM_F_CREATE | NLM_F_EXCL}. */
  static final int CREATE = 0x600;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW_CLOEXEC = 0x80003;
  private static final int NETLINK_ROUTE = 0;
  private static final int REQUEST_ACK = 5; // NLM_F_REQUEST | NLM_F_ACK
  private static final int NESTED = 1 << 15;
  private static final int HEADER = 16; // struct nlmsghdr
  private static final int ATTRIBUTE = 4; // struct nlattr
  private static final int ANSWER = 4096; // it has the request, too

  private Netlink() {}

  /**
   * Has the kernel do something.
   *
   * @param what it is, for messages
   * @param type of the message
   * @param flags beyond those of every request
   * @param body the message after its header
   */
  static void ask(String what, int type, int flags, byte[]... body) {
    byte[] content = join(body);
    byte[] header =
        buffer(HEADER)
            .putInt(HEADER + content.length)
            .putShort((short) type)
            .putShort((short) (REQUEST_ACK | flags))
            .array();
    LibC.Functions libc = LibC.FUNCTIONS;
    int socket = LibC.checked(what, libc.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_ROUTE));
    try {
      byte[] message = join(header, content);
      LibC.checked(what, (int) libc.send(socket, message, message.length, 0));
      byte[] answer = new byte[ANSWER];
      LibC.checked(what, (int) libc.recv(socket, answer, answer.length, 0));
      // struct nlmsgerr: 0 or -errno
      int error = ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder()).getInt(HEADER);
      if (error != 0) {
        throw LibC.failure(what, -error);
      }
    } finally {
      libc.close(socket);
    }
  }

  /** {@code struct ifinfomsg} about a device. */
  static byte[] link(int index, int flags, int change) {
    return buffer(ANY_LINK.length).putInt(0).putInt(index).putInt(flags).putInt(change).array();
  }

  static byte[] attribute(int type, byte[]... contents) {
    byte[] content = join(contents);
    int length = ATTRIBUTE + content.length;
    return buffer((length + 3) & ~3)
        .putShort((short) length)
        .putShort((short) type)
        .put(content)
        .array();
  }

  /** One that holds others. */
  static byte[] nested(int type, byte[]... contents) {
    return attribute(type | NESTED, contents);
  }

  static byte[] text(String text) {
    return (text + '\0').getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] number(int number) {
    return buffer(4).putInt(number).array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
