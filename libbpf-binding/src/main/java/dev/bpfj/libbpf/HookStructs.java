package dev.bpfj.libbpf;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.attach.IterOptions;
import dev.bpfj.libbpf.attach.NetfilterOptions;
import dev.bpfj.libbpf.attach.Order;
import dev.bpfj.libbpf.attach.XdpMode;
import dev.bpfj.libbpf.internal.call.Arena;

/** The structures of attaching to hooks and of iterators, as libbpf 1.6 has them. */
final class HookStructs {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  // linux/bpf.h
  private static final int F_BEFORE = 1 << 3;
  private static final int F_AFTER = 1 << 4;
  private static final int F_ID = 1 << 5;
  private static final int F_LINK = 1 << 13;
  private static final int F_NETFILTER_IP_DEFRAG = 1;

  // union bpf_iter_link_info
  private static final int ITER_INFO = 16;

  private HookStructs() {}

  /** {@code struct bpf_tcx_opts}, and likewise those of netkit and cgroup. */
  static long order(Arena arena, Order order) {
    long struct = AttachStructs.sized(arena, 32);
    MEMORY.putInt(struct + 8, flags(order));
    MEMORY.putInt(struct + 16, order.id());
    MEMORY.putLong(struct + 24, order.expectedRevision());
    return struct;
  }

  private static int flags(Order order) {
    int place =
        switch (order.place()) {
          case DEFAULT -> 0;
          case BEFORE -> F_BEFORE;
          case AFTER -> F_AFTER;
        };
    return switch (order.neighbour()) {
      case NONE -> place;
      case PROGRAM -> place | F_ID;
      case LINK -> place | F_ID | F_LINK;
    };
  }

  /** {@code struct bpf_netfilter_opts}. */
  static long netfilter(Arena arena, NetfilterOptions options) {
    long struct = AttachStructs.sized(arena, 24);
    MEMORY.putInt(struct + 8, options.family());
    MEMORY.putInt(struct + 12, options.hook());
    MEMORY.putInt(struct + 16, options.priority());
    MEMORY.putInt(struct + 20, options.defragmented() ? F_NETFILTER_IP_DEFRAG : 0);
    return struct;
  }

  /** {@code struct bpf_iter_attach_opts}, or 0 for a walk over everything. */
  static long iter(Arena arena, IterOptions options) {
    if (options instanceof IterOptions.Tasks tasks) {
      long info = arena.allocate(ITER_INFO);
      MEMORY.putInt(info, tasks.tid());
      MEMORY.putInt(info + 4, tasks.pid());
      return iter(arena, info);
    } else if (options instanceof IterOptions.Cgroups cgroups) {
      long info = arena.allocate(ITER_INFO);
      MEMORY.putInt(info, cgroups.order().value());
      MEMORY.putLong(info + 8, cgroups.cgroupId());
      return iter(arena, info);
    }
    return 0;
  }

  /** {@code struct bpf_iter_attach_opts} for a walk over a map's entries. */
  static long iterOfMap(Arena arena, int mapFd) {
    long info = arena.allocate(ITER_INFO);
    MEMORY.putInt(info, mapFd);
    return iter(arena, info);
  }

  private static long iter(Arena arena, long info) {
    long struct = AttachStructs.sized(arena, 24);
    MEMORY.putLong(struct + 8, info);
    MEMORY.putInt(struct + 16, ITER_INFO);
    return struct;
  }

  /** {@code struct bpf_link_create_opts} of libbpf 1.0, for XDP. */
  static long linkCreate(Arena arena, XdpMode mode) {
    long struct = AttachStructs.sized(arena, 32);
    MEMORY.putInt(struct + 8, mode.flag());
    return struct;
  }

  /** {@code struct bpf_link_update_opts} of libbpf 1.0; no old program for 0. */
  static long linkUpdate(Arena arena, int flags, int oldProgramFd) {
    long struct = AttachStructs.sized(arena, 16);
    MEMORY.putInt(struct + 8, flags);
    MEMORY.putInt(struct + 12, oldProgramFd);
    return struct;
  }
}
