package dev.bpfj.libbpf;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sections name what their program is to be attached to. Decided here, before libbpf is
 * asked: its answer to a section without such a rule, EOPNOTSUPP, is also that of an old kernel to
 * one with it.
 *
 * <p>As the section definitions of libbpf 1.8 have them (section_defs in libbpf.c).
 */
final class AutoAttach {
  /** Sections that are attached as they stand, or once something follows them. */
  private static final Set<String> AUTOMATIC =
      Set.of(
          "kprobe",
          "kretprobe",
          "uprobe",
          "uprobe.s",
          "uretprobe",
          "uretprobe.s",
          "kprobe.multi",
          "kretprobe.multi",
          "kprobe.session",
          "uprobe.multi",
          "uprobe.multi.s",
          "uretprobe.multi",
          "uretprobe.multi.s",
          "uprobe.session",
          "uprobe.session.s",
          "ksyscall",
          "kretsyscall",
          "usdt",
          "usdt.s",
          "tracepoint",
          "tracepoint.s",
          "tp",
          "tp.s",
          "raw_tracepoint",
          "raw_tracepoint.s",
          "raw_tracepoint.w",
          "raw_tp",
          "raw_tp.s",
          "raw_tp.w",
          "tp_btf",
          "tp_btf.s",
          "fentry",
          "fentry.s",
          "fentry.multi",
          "fentry.multi.s",
          "fexit",
          "fexit.s",
          "fexit.multi",
          "fexit.multi.s",
          "fsession",
          "fsession.s",
          "fsession.multi",
          "fsession.multi.s",
          "fmod_ret",
          "fmod_ret.s",
          "freplace",
          "lsm",
          "lsm.s",
          "iter",
          "iter.s");

  /** Those that attach with the target set before load, even if the section names none. */
  private static final List<String> BY_BTF_ID =
      List.of("tp_btf", "fentry", "fexit", "fsession", "fmod_ret", "freplace", "lsm", "iter");

  /** The function of libbpf that attaches what is not attached by its section alone. */
  private static final Map<String, String> BY_HAND =
      Map.ofEntries(
          Map.entry("kprobe", "bpf_program__attach_kprobe"),
          Map.entry("kretprobe", "bpf_program__attach_kprobe"),
          Map.entry("uprobe", "bpf_program__attach_uprobe"),
          Map.entry("uretprobe", "bpf_program__attach_uprobe"),
          Map.entry("ksyscall", "bpf_program__attach_ksyscall"),
          Map.entry("kretsyscall", "bpf_program__attach_ksyscall"),
          Map.entry("usdt", "bpf_program__attach_usdt"),
          Map.entry("tracepoint", "bpf_program__attach_tracepoint"),
          Map.entry("tp", "bpf_program__attach_tracepoint"),
          Map.entry("raw_tracepoint", "bpf_program__attach_raw_tracepoint"),
          Map.entry("raw_tp", "bpf_program__attach_raw_tracepoint"),
          Map.entry("perf_event", "bpf_program__attach_perf_event"),
          Map.entry("xdp", "bpf_program__attach_xdp"),
          Map.entry("tc", "bpf_tc_attach, or bpf_program__attach_tcx"),
          Map.entry("tcx", "bpf_program__attach_tcx"),
          Map.entry("classifier", "bpf_tc_attach"),
          Map.entry("action", "bpf_tc_attach"),
          Map.entry("netkit", "bpf_program__attach_netkit"),
          Map.entry("netfilter", "bpf_program__attach_netfilter"),
          Map.entry("cgroup", "bpf_program__attach_cgroup"),
          Map.entry("cgroup_skb", "bpf_program__attach_cgroup"),
          Map.entry("lsm_cgroup", "bpf_program__attach_cgroup"),
          Map.entry("sockops", "bpf_program__attach_cgroup"),
          Map.entry("sk_lookup", "bpf_program__attach_netns"),
          Map.entry("flow_dissector", "bpf_program__attach_netns"),
          Map.entry("sk_skb", "bpf_program__attach_sockmap, or bpf_prog_attach"),
          Map.entry("sk_msg", "bpf_program__attach_sockmap, or bpf_prog_attach"),
          Map.entry("socket", "setsockopt with SO_ATTACH_BPF"),
          Map.entry("struct_ops", "bpf_map__attach_struct_ops of its map"),
          Map.entry("syscall", "bpf_prog_test_run_opts, which runs it"));

  private AutoAttach() {}

  /** Why a section's program is not attached by its section, or an empty text if it is. */
  static String reasonToSkip(String section) {
    int slash = section.indexOf('/');
    String kind = slash < 0 ? section : section.substring(0, slash);
    if (AUTOMATIC.contains(kind)) {
      boolean attaches = slash >= 0 || BY_BTF_ID.contains(withoutFlags(kind));
      return attaches ? "" : "section \"" + section + "\" names no target" + byHand(kind);
    }
    return "section \"" + section + "\" is not attached by itself" + byHand(kind);
  }

  private static String byHand(String kind) {
    String function = BY_HAND.get(withoutFlags(kind));
    return function == null ? "" : "; it is attached by " + function;
  }

  private static String withoutFlags(String kind) {
    int dot = kind.indexOf('.');
    return dot < 0 ? kind : kind.substring(0, dot);
  }
}
