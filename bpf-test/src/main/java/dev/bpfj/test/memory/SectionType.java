package dev.bpfj.test.memory;

import java.util.Map;

/**
 * The types of programs, by what their sections begin with: those of libbpf's {@code section_defs}
 * that have one.
 *
 * @param program the number of the program's type
 * @param attach the number of the type of its attachments
 */
record SectionType(int program, int attach) {
  private static final SectionType NONE = new SectionType(0, 0);

  private static final Map<String, SectionType> ALL =
      Map.ofEntries(
          entry("socket", 1, 0),
          entry("sk_reuseport", 21, 39),
          entry("sk_reuseport/migrate", 21, 40),
          entry("kprobe", 2, 0),
          entry("kretprobe", 2, 0),
          entry("uprobe", 2, 0),
          entry("uretprobe", 2, 0),
          entry("kprobe.multi", 2, 42),
          entry("kretprobe.multi", 2, 42),
          entry("kprobe.session", 2, 56),
          entry("uprobe.multi", 2, 48),
          entry("uprobe.session", 2, 57),
          entry("uretprobe.multi", 2, 48),
          entry("ksyscall", 2, 0),
          entry("kretsyscall", 2, 0),
          entry("usdt", 2, 0),
          entry("tc", 3, 0),
          entry("classifier", 3, 0),
          entry("tcx", 3, 46),
          entry("tcx/egress", 3, 47),
          entry("netkit", 3, 54),
          entry("netkit/peer", 3, 55),
          entry("action", 4, 0),
          entry("tracepoint", 5, 0),
          entry("tp", 5, 0),
          entry("raw_tracepoint", 17, 0),
          entry("raw_tp", 17, 0),
          entry("raw_tracepoint.w", 24, 0),
          entry("raw_tp.w", 24, 0),
          entry("tp_btf", 26, 23),
          entry("fentry", 26, 24),
          entry("fexit", 26, 25),
          entry("fmod_ret", 26, 26),
          entry("freplace", 28, 0),
          entry("lsm", 29, 27),
          entry("lsm_cgroup", 29, 43),
          entry("iter", 26, 28),
          entry("syscall", 31, 0),
          entry("xdp", 6, 37),
          entry("xdp.frags", 6, 37),
          entry("xdp/devmap", 6, 33),
          entry("xdp.frags/devmap", 6, 33),
          entry("xdp/cpumap", 6, 35),
          entry("xdp.frags/cpumap", 6, 35),
          entry("perf_event", 7, 0),
          entry("lwt_in", 10, 0),
          entry("lwt_out", 11, 0),
          entry("lwt_xmit", 12, 0),
          entry("lwt_seg6local", 19, 0),
          entry("sockops", 13, 3),
          entry("sk_skb", 14, 0),
          entry("sk_skb/stream_parser", 14, 4),
          entry("sk_skb/stream_verdict", 14, 5),
          entry("sk_skb/verdict", 14, 38),
          entry("sk_msg", 16, 7),
          entry("lirc_mode2", 20, 16),
          entry("flow_dissector", 22, 17),
          entry("cgroup_skb/ingress", 8, 0),
          entry("cgroup_skb/egress", 8, 1),
          entry("cgroup/skb", 8, 0),
          entry("cgroup/sock_create", 9, 2),
          entry("cgroup/sock_release", 9, 34),
          entry("cgroup/sock", 9, 2),
          entry("cgroup/dev", 15, 6),
          entry("cgroup/bind4", 18, 8),
          entry("cgroup/bind6", 18, 9),
          entry("cgroup/connect4", 18, 10),
          entry("cgroup/connect6", 18, 11),
          entry("cgroup/post_bind4", 9, 12),
          entry("cgroup/post_bind6", 9, 13),
          entry("cgroup/sendmsg4", 18, 14),
          entry("cgroup/sendmsg6", 18, 15),
          entry("cgroup/recvmsg4", 18, 19),
          entry("cgroup/recvmsg6", 18, 20),
          entry("cgroup/getpeername4", 18, 29),
          entry("cgroup/getpeername6", 18, 30),
          entry("cgroup/getsockname4", 18, 31),
          entry("cgroup/getsockname6", 18, 32),
          entry("cgroup/sysctl", 23, 18),
          entry("cgroup/getsockopt", 25, 21),
          entry("cgroup/setsockopt", 25, 22),
          entry("struct_ops", 27, 0),
          entry("sk_lookup", 30, 36),
          entry("netfilter", 32, 45));

  private static Map.Entry<String, SectionType> entry(String section, int program, int attach) {
    return Map.entry(section, new SectionType(program, attach));
  }

  /** The type that a section's name says; of number 0 if it says none. */
  static SectionType of(String section) {
    for (String prefix = section; !prefix.isEmpty(); prefix = shorter(prefix)) {
      SectionType type = ALL.get(prefix);
      if (type != null) {
        return type;
      }
    }
    return NONE;
  }

  private static String shorter(String name) {
    int end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('.'));
    return end <= 0 ? "" : name.substring(0, end);
  }
}
