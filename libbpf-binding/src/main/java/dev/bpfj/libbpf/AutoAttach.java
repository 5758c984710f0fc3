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

  /** The way to attach what is not attached by its section alone. */
  private static final Map<String, String> BY_HAND =
      Map.ofEntries(
          Map.entry("kprobe", "attach(Kprobe.entry(...))"),
          Map.entry("kretprobe", "attach(Kprobe.returning(...))"),
          Map.entry("uprobe", "attach(Uprobe.function(...))"),
          Map.entry("uretprobe", "attach(Uprobe.function(...).returning())"),
          Map.entry("ksyscall", "attach(Ksyscall.entry(...))"),
          Map.entry("kretsyscall", "attach(Ksyscall.returning(...))"),
          Map.entry("usdt", "attach(Usdt.probe(...))"),
          Map.entry("tracepoint", "attach(Tracepoint.of(...))"),
          Map.entry("tp", "attach(Tracepoint.of(...))"),
          Map.entry("raw_tracepoint", "attach(RawTracepoint.of(...))"),
          Map.entry("raw_tp", "attach(RawTracepoint.of(...))"),
          Map.entry("perf_event", "attach(PerfEvent.of(...))"),
          Map.entry("xdp", "attach(Xdp.on(...))"),
          Map.entry("tc", "attach(Tcx.on(...)) or attach(Tc.ingress(...))"),
          Map.entry("tcx", "attach(Tcx.on(...))"),
          Map.entry("classifier", "attach(Tc.ingress(...))"),
          Map.entry("action", "attach(Tc.ingress(...))"),
          Map.entry("netkit", "attach(Netkit.on(...))"),
          Map.entry("netfilter", "attach(Netfilter.ipv4(...))"),
          Map.entry("cgroup", "attach(Cgroup.at(...))"),
          Map.entry("cgroup_skb", "attach(Cgroup.at(...))"),
          Map.entry("lsm_cgroup", "attach(Cgroup.at(...))"),
          Map.entry("sockops", "attach(Cgroup.at(...))"),
          Map.entry("sk_lookup", "attach(Netns.at(...))"),
          Map.entry("flow_dissector", "attach(Netns.at(...))"),
          Map.entry("sk_skb", "attach(Sockmap.of(...)) or attach(ByType.of(...))"),
          Map.entry("sk_msg", "attach(Sockmap.of(...)) or attach(ByType.of(...))"),
          Map.entry("socket", "setsockopt with SO_ATTACH_BPF"),
          Map.entry("struct_ops", "attachStructOps() of its map"),
          Map.entry("syscall", "testRun(...), which runs it"));

  /** The same, of sections of kind {@code .multi} and {@code .session}. */
  private static final Map<String, String> MULTI =
      Map.of(
          "kprobe", "attach(KprobeMulti.matching(...))",
          "kretprobe", "attach(KprobeMulti.matching(...).returning())",
          "uprobe", "attach(UprobeMulti.matching(...))",
          "uretprobe", "attach(UprobeMulti.matching(...).returning())");

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
    String multi =
        kind.contains(".multi") || kind.contains(".session") ? MULTI.get(withoutFlags(kind)) : null;
    String way = multi == null ? BY_HAND.get(withoutFlags(kind)) : multi;
    return way == null ? "" : "; it is attached by " + way;
  }

  private static String withoutFlags(String kind) {
    int dot = kind.indexOf('.');
    return dot < 0 ? kind : kind.substring(0, dot);
  }
}
