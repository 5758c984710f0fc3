package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.raw.LibC;

/**
 * Asks the kernel for the filters of a device's clsact ({@code RTM_GETTFILTER} of rtnetlink), since
 * libbpf finds only those whose numbers are known.
 */
final class TcDump {
  private static final NativeMemory MEMORY = NativeMemory.get();
  private static final int NETLINK_ROUTE = 0;

  // struct nlmsghdr
  private static final int HEADER_SIZE = 16;
  private static final int LEN_AT = 0;
  private static final int TYPE_AT = 4;
  private static final int FLAGS_AT = 6;
  private static final short RTM_GETTFILTER = 46;
  private static final short NLMSG_DONE = 3;
  private static final short REQUEST_AND_DUMP = 0x301; // NLM_F_REQUEST | NLM_F_DUMP

  // struct tcmsg behind it
  private static final int IFINDEX_AT = HEADER_SIZE + 4;
  private static final int PARENT_AT = HEADER_SIZE + 12;
  private static final int SIZE = HEADER_SIZE + 20;
  private static final int CLSACT_INGRESS = 0xfffffff2;
  private static final int CLSACT_EGRESS = 0xfffffff3;

  private static final int REPLY_SIZE = 32 * 1024;

  private TcDump() {}

  /** Whether there are filters in either direction; true also if the kernel does not say. */
  static boolean hasFilters(int ifindex) {
    return hasFilters(ifindex, CLSACT_INGRESS) || hasFilters(ifindex, CLSACT_EGRESS);
  }

  private static boolean hasFilters(int ifindex, int parent) {
    int socket = Native.libc().socket(LibC.AF_NETLINK, LibC.SOCK_RAW_CLOEXEC, NETLINK_ROUTE);
    if (socket < 0) {
      return true;
    }
    try (CallMemory memory = new CallMemory()) {
      long request = memory.allocate(SIZE);
      MEMORY.putInt(request + LEN_AT, SIZE);
      MEMORY.putShort(request + TYPE_AT, RTM_GETTFILTER);
      MEMORY.putShort(request + FLAGS_AT, REQUEST_AND_DUMP);
      MEMORY.putInt(request + IFINDEX_AT, ifindex);
      MEMORY.putInt(request + PARENT_AT, parent);
      long reply = memory.allocate(REPLY_SIZE);
      return Native.libc().send(socket, request, SIZE, 0) != SIZE
          || Native.libc().recv(socket, reply, REPLY_SIZE, 0) < HEADER_SIZE
          || MEMORY.getShort(reply + TYPE_AT) != NLMSG_DONE;
    } finally {
      Native.libc().close(socket);
    }
  }
}
