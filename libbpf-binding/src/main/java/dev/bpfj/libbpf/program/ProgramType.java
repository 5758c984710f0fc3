package dev.bpfj.libbpf.program;

import java.util.List;

/**
 * A type of program, {@code enum bpf_prog_type} of {@code linux/bpf.h}. Newer kernels may have
 * types that have no name here.
 *
 * <p>Immutable, thread-safe.
 *
 * @param number its number
 */
public record ProgramType(int number) {
  /** What sockets receive. */
  public static final ProgramType SOCKET_FILTER = new ProgramType(1);

  /** Places in the code of the kernel, of programs and of libraries. */
  public static final ProgramType KPROBE = new ProgramType(2);

  /** Traffic control. */
  public static final ProgramType SCHED_CLS = new ProgramType(3);

  /** An action of traffic control. */
  public static final ProgramType SCHED_ACT = new ProgramType(4);

  /** Tracepoints. */
  public static final ProgramType TRACEPOINT = new ProgramType(5);

  /** Network devices, at the first moment. */
  public static final ProgramType XDP = new ProgramType(6);

  /** Perf events. */
  public static final ProgramType PERF_EVENT = new ProgramType(7);

  /** Packets of a control group. */
  public static final ProgramType CGROUP_SKB = new ProgramType(8);

  /** Sockets of a control group. */
  public static final ProgramType CGROUP_SOCK = new ProgramType(9);

  /** Tunnels, inwards. */
  public static final ProgramType LWT_IN = new ProgramType(10);

  /** Tunnels, outwards. */
  public static final ProgramType LWT_OUT = new ProgramType(11);

  /** Tunnels, when a packet is sent. */
  public static final ProgramType LWT_XMIT = new ProgramType(12);

  /** Events of TCP sockets. */
  public static final ProgramType SOCK_OPS = new ProgramType(13);

  /** Packets of sockmaps. */
  public static final ProgramType SK_SKB = new ProgramType(14);

  /** Devices that a control group may use. */
  public static final ProgramType CGROUP_DEVICE = new ProgramType(15);

  /** Messages of sockmaps. */
  public static final ProgramType SK_MSG = new ProgramType(16);

  /** Raw tracepoints. */
  public static final ProgramType RAW_TRACEPOINT = new ProgramType(17);

  /** Addresses that a control group's sockets use. */
  public static final ProgramType CGROUP_SOCK_ADDR = new ProgramType(18);

  /** IPv6 segment routing. */
  public static final ProgramType LWT_SEG6LOCAL = new ProgramType(19);

  /** Infrared remote controls. */
  public static final ProgramType LIRC_MODE2 = new ProgramType(20);

  /** The choice among sockets of one port. */
  public static final ProgramType SK_REUSEPORT = new ProgramType(21);

  /** How packets are taken apart. */
  public static final ProgramType FLOW_DISSECTOR = new ProgramType(22);

  /** Kernel settings that a control group reads and writes. */
  public static final ProgramType CGROUP_SYSCTL = new ProgramType(23);

  /** Raw tracepoints whose arguments may be written. */
  public static final ProgramType RAW_TRACEPOINT_WRITABLE = new ProgramType(24);

  /** Socket options of a control group. */
  public static final ProgramType CGROUP_SOCKOPT = new ProgramType(25);

  /** fentry, fexit, fmod_ret, tp_btf and iterators. */
  public static final ProgramType TRACING = new ProgramType(26);

  /** Functions of the kernel's own tables. */
  public static final ProgramType STRUCT_OPS = new ProgramType(27);

  /** Functions of other programs, replaced. */
  public static final ProgramType EXT = new ProgramType(28);

  /** Checks of the security modules. */
  public static final ProgramType LSM = new ProgramType(29);

  /** The search for a socket. */
  public static final ProgramType SK_LOOKUP = new ProgramType(30);

  /** Programs that make system calls. */
  public static final ProgramType SYSCALL = new ProgramType(31);

  /** Hooks of netfilter. */
  public static final ProgramType NETFILTER = new ProgramType(32);

  // In the order of the kernel's enum.
  private static final List<String> NAMES =
      List.of(
          "unspec",
          "socket_filter",
          "kprobe",
          "sched_cls",
          "sched_act",
          "tracepoint",
          "xdp",
          "perf_event",
          "cgroup_skb",
          "cgroup_sock",
          "lwt_in",
          "lwt_out",
          "lwt_xmit",
          "sock_ops",
          "sk_skb",
          "cgroup_device",
          "sk_msg",
          "raw_tracepoint",
          "cgroup_sock_addr",
          "lwt_seg6local",
          "lirc_mode2",
          "sk_reuseport",
          "flow_dissector",
          "cgroup_sysctl",
          "raw_tracepoint_writable",
          "cgroup_sockopt",
          "tracing",
          "struct_ops",
          "ext",
          "lsm",
          "sk_lookup",
          "syscall",
          "netfilter");

  /** Its name, as libbpf and bpftool write it, such as {@code sched_cls}. */
  @Override
  public String toString() {
    return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "type " + number;
  }
}
