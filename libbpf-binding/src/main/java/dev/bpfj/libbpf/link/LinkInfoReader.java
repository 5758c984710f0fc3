package dev.bpfj.libbpf.link;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.InfoCall;
import dev.bpfj.libbpf.program.AttachType;
import java.util.List;

/**
 * Reads {@code struct bpf_link_info}. Texts and lists are read by a second call, once the first has
 * returned the type.
 */
final class LinkInfoReader {
  private static final int SIZE = 64;
  private static final int TYPE = 0;
  private static final int ID = 4;
  private static final int PROGRAM_ID = 8;

  // What depends on the type: a union, its first members here by their offsets and sizes.
  private static final int INT_1 = 16;
  private static final int INT_2 = 20;
  private static final int INT_3 = 24;
  private static final int INT_4 = 28;
  private static final int POINTER_1 = 16;
  private static final int POINTER_2 = 24;
  private static final int POINTER_3 = 32;
  private static final int POINTER_4 = 40;
  private static final int ITER_ID = 32;
  private static final int MULTI_COUNT = 24;
  private static final int MULTI_FLAGS = 28;
  private static final int MULTI_MISSED = 32;
  private static final int UPROBES_PATH_SIZE = 48;
  private static final int UPROBES_COUNT = 52;
  private static final int UPROBES_FLAGS = 56;
  private static final int UPROBES_PID = 60;
  private static final int RETURN = 1;

  private static final int NAME_ROOM = 256; // more than KSYM_NAME_LEN was before Linux 6.1
  private static final int PATH_ROOM = 4096;

  private final String subject;
  private final int fd;
  private final CallMemory memory;

  private LinkInfoReader(String subject, int fd, CallMemory memory) {
    this.subject = subject;
    this.fd = fd;
    this.memory = memory;
  }

  static LinkInfo read(String subject, int fd) {
    try (CallMemory memory = new CallMemory()) {
      return new LinkInfoReader(subject, fd, memory).read();
    }
  }

  private LinkInfo read() {
    InfoCall info = call();
    info.ask();
    LinkType type = new LinkType(info.getInt(TYPE));
    return new LinkInfo(type, info.getInt(ID), info.getInt(PROGRAM_ID), details(type, info));
  }

  private InfoCall call() {
    return new InfoCall(subject, fd, memory, SIZE);
  }

  private LinkDetails details(LinkType type, InfoCall info) {
    return switch (type.number()) {
      case 1 -> rawTracepoint();
      case 2 ->
          new LinkDetails.Tracing(
              new AttachType(info.getInt(INT_1)),
              info.getInt(INT_2),
              info.getInt(INT_3),
              info.getLong(POINTER_3));
      case 3 -> new LinkDetails.Cgroup(info.getLong(POINTER_1), new AttachType(info.getInt(INT_3)));
      case 4 -> iter();
      case 5 -> new LinkDetails.Netns(info.getUnsigned(INT_1), new AttachType(info.getInt(INT_2)));
      case 6 -> new LinkDetails.Xdp(info.getInt(INT_1));
      case 7 -> PerfLinkReader.read(info, this::call);
      case 8 -> kprobes(info.getInt(MULTI_COUNT));
      case 9 -> new LinkDetails.StructOps(info.getInt(INT_1));
      case 10 ->
          new LinkDetails.Netfilter(
              info.getInt(INT_1), info.getInt(INT_2), info.getInt(INT_3), info.getInt(INT_4));
      case 11 -> new LinkDetails.Tcx(info.getInt(INT_1), new AttachType(info.getInt(INT_2)));
      case 12 -> uprobes(info.getInt(UPROBES_COUNT));
      case 13 -> new LinkDetails.Netkit(info.getInt(INT_1), new AttachType(info.getInt(INT_2)));
      case 14 -> new LinkDetails.Sockmap(info.getInt(INT_1), new AttachType(info.getInt(INT_2)));
      default -> new LinkDetails.None();
    };
  }

  private LinkDetails rawTracepoint() {
    InfoCall info = call();
    long name = info.buffer(POINTER_1, NAME_ROOM);
    info.putInt(INT_3, NAME_ROOM);
    info.ask();
    return new LinkDetails.RawTracepoint(InfoCall.text(name), info.getLong(POINTER_3));
  }

  private LinkDetails iter() {
    InfoCall info = call();
    long name = info.buffer(POINTER_1, NAME_ROOM);
    info.putInt(INT_3, NAME_ROOM);
    info.ask();
    String target = InfoCall.text(name);
    boolean ofTasks = target.startsWith("task");
    return new LinkDetails.Iter(
        target,
        info.getInt(INT_4),
        ofTasks ? info.getInt(ITER_ID) : 0,
        ofTasks ? info.getInt(ITER_ID + Integer.BYTES) : 0,
        target.equals("cgroup") ? info.getLong(ITER_ID) : 0);
  }

  private LinkDetails kprobes(int count) {
    if (count == 0) {
      return new LinkDetails.None(); // a kernel that does not tell, before Linux 6.6
    }
    InfoCall info = call();
    long addresses = info.buffer(POINTER_1, (long) Long.BYTES * count);
    long cookies = info.buffer(POINTER_4, (long) Long.BYTES * count);
    info.putInt(MULTI_COUNT, count);
    info.ask();
    return new LinkDetails.KprobeMulti(
        InfoCall.longs(addresses, count),
        InfoCall.longs(cookies, count),
        (info.getInt(MULTI_FLAGS) & RETURN) != 0,
        info.getLong(MULTI_MISSED));
  }

  private LinkDetails uprobes(int count) {
    if (count == 0) {
      return new LinkDetails.None(); // a kernel that does not tell, before Linux 6.8
    }
    InfoCall info = call();
    long path = info.buffer(POINTER_1, PATH_ROOM);
    info.putInt(UPROBES_PATH_SIZE, PATH_ROOM);
    long offsets = info.buffer(POINTER_2, (long) Long.BYTES * count);
    long counters = info.buffer(POINTER_3, (long) Long.BYTES * count);
    long cookies = info.buffer(POINTER_4, (long) Long.BYTES * count);
    info.putInt(UPROBES_COUNT, count);
    info.ask();
    List<Long> places = InfoCall.longs(offsets, count);
    return new LinkDetails.UprobeMulti(
        InfoCall.text(path),
        places,
        InfoCall.longs(counters, count),
        InfoCall.longs(cookies, count),
        (info.getInt(UPROBES_FLAGS) & RETURN) != 0,
        info.getInt(UPROBES_PID));
  }
}
