package dev.bpfj.libbpf.program;

import java.util.List;

/**
 * What a program is attached to, {@code enum bpf_attach_type} of {@code linux/bpf.h}. Newer kernels
 * may have types that have no name here.
 *
 * <p>Immutable, thread-safe.
 *
 * @param number its number
 */
public record AttachType(int number) {
  /** Packets that come to the sockets of a control group. */
  public static final AttachType CGROUP_INET_INGRESS = new AttachType(0);

  /** Packets that the sockets of a control group send. */
  public static final AttachType CGROUP_INET_EGRESS = new AttachType(1);

  /** The streams of a sockmap's sockets, cut into messages. */
  public static final AttachType SK_SKB_STREAM_PARSER = new AttachType(4);

  /** The messages of a sockmap's sockets: the program decides where each goes. */
  public static final AttachType SK_SKB_STREAM_VERDICT = new AttachType(5);

  /** What the sockets of a sockmap send. */
  public static final AttachType SK_MSG_VERDICT = new AttachType(7);

  /** How a network namespace takes packets apart. */
  public static final AttachType FLOW_DISSECTOR = new AttachType(17);

  /** A function's entry. */
  public static final AttachType TRACE_FENTRY = new AttachType(24);

  /** A function's return. */
  public static final AttachType TRACE_FEXIT = new AttachType(25);

  /** A check of the kernel's security modules. */
  public static final AttachType LSM_MAC = new AttachType(27);

  /** A walk over things that the kernel has. */
  public static final AttachType TRACE_ITER = new AttachType(28);

  /** Which socket of a network namespace a packet is for. */
  public static final AttachType SK_LOOKUP = new AttachType(36);

  /** A network device, at the first moment. */
  public static final AttachType XDP = new AttachType(37);

  /** Packets that come to a sockmap's sockets, without a parser. */
  public static final AttachType SK_SKB_VERDICT = new AttachType(38);

  /** Many functions' entries and returns. */
  public static final AttachType TRACE_KPROBE_MULTI = new AttachType(42);

  /** A hook of netfilter. */
  public static final AttachType NETFILTER = new AttachType(45);

  /** What a network device receives. */
  public static final AttachType TCX_INGRESS = new AttachType(46);

  /** What a network device sends. */
  public static final AttachType TCX_EGRESS = new AttachType(47);

  /** Many places in a program's or library's code. */
  public static final AttachType TRACE_UPROBE_MULTI = new AttachType(48);

  /** The host's end of a netkit device. */
  public static final AttachType NETKIT_PRIMARY = new AttachType(54);

  /** The other end of a netkit device. */
  public static final AttachType NETKIT_PEER = new AttachType(55);

  // In the order of the kernel's enum.
  private static final List<String> NAMES =
      List.of(
          "cgroup_inet_ingress",
          "cgroup_inet_egress",
          "cgroup_inet_sock_create",
          "cgroup_sock_ops",
          "sk_skb_stream_parser",
          "sk_skb_stream_verdict",
          "cgroup_device",
          "sk_msg_verdict",
          "cgroup_inet4_bind",
          "cgroup_inet6_bind",
          "cgroup_inet4_connect",
          "cgroup_inet6_connect",
          "cgroup_inet4_post_bind",
          "cgroup_inet6_post_bind",
          "cgroup_udp4_sendmsg",
          "cgroup_udp6_sendmsg",
          "lirc_mode2",
          "flow_dissector",
          "cgroup_sysctl",
          "cgroup_udp4_recvmsg",
          "cgroup_udp6_recvmsg",
          "cgroup_getsockopt",
          "cgroup_setsockopt",
          "trace_raw_tp",
          "trace_fentry",
          "trace_fexit",
          "modify_return",
          "lsm_mac",
          "trace_iter",
          "cgroup_inet4_getpeername",
          "cgroup_inet6_getpeername",
          "cgroup_inet4_getsockname",
          "cgroup_inet6_getsockname",
          "xdp_devmap",
          "cgroup_inet_sock_release",
          "xdp_cpumap",
          "sk_lookup",
          "xdp",
          "sk_skb_verdict",
          "sk_reuseport_select",
          "sk_reuseport_select_or_migrate",
          "perf_event",
          "trace_kprobe_multi",
          "lsm_cgroup",
          "struct_ops",
          "netfilter",
          "tcx_ingress",
          "tcx_egress",
          "trace_uprobe_multi",
          "cgroup_unix_connect",
          "cgroup_unix_sendmsg",
          "cgroup_unix_recvmsg",
          "cgroup_unix_getpeername",
          "cgroup_unix_getsockname",
          "netkit_primary",
          "netkit_peer",
          "trace_kprobe_session",
          "trace_uprobe_session",
          "trace_fsession");

  /** Its name, as libbpf and bpftool write it, such as {@code tcx_ingress}. */
  @Override
  public String toString() {
    return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "attach type " + number;
  }
}
