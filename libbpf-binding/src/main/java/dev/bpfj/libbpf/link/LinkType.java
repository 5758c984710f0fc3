package dev.bpfj.libbpf.link;

import java.util.List;

/**
 * A type of link, {@code enum bpf_link_type} of {@code linux/bpf.h}. Newer kernels may have types
 * that have no name here.
 *
 * <p>Immutable, thread-safe.
 *
 * @param number its number
 */
public record LinkType(int number) {
  /** To a raw tracepoint. */
  public static final LinkType RAW_TRACEPOINT = new LinkType(1);

  /** To a function by its BTF: fentry and its like, freplace, lsm. */
  public static final LinkType TRACING = new LinkType(2);

  /** To a control group. */
  public static final LinkType CGROUP = new LinkType(3);

  /** Of an iterator. */
  public static final LinkType ITER = new LinkType(4);

  /** To a network namespace. */
  public static final LinkType NETNS = new LinkType(5);

  /** To a network device, at the first moment. */
  public static final LinkType XDP = new LinkType(6);

  /** To a perf event: kprobes, uprobes and tracepoints are that, too. */
  public static final LinkType PERF_EVENT = new LinkType(7);

  /** To many functions of the kernel. */
  public static final LinkType KPROBE_MULTI = new LinkType(8);

  /** Of a struct_ops map. */
  public static final LinkType STRUCT_OPS = new LinkType(9);

  /** To a hook of netfilter. */
  public static final LinkType NETFILTER = new LinkType(10);

  /** To a network device's traffic control. */
  public static final LinkType TCX = new LinkType(11);

  /** To many places in a file. */
  public static final LinkType UPROBE_MULTI = new LinkType(12);

  /** To a netkit device. */
  public static final LinkType NETKIT = new LinkType(13);

  /** To a sockmap. */
  public static final LinkType SOCKMAP = new LinkType(14);

  // In the order of the kernel's enum.
  private static final List<String> NAMES =
      List.of(
          "unspec",
          "raw_tracepoint",
          "tracing",
          "cgroup",
          "iter",
          "netns",
          "xdp",
          "perf_event",
          "kprobe_multi",
          "struct_ops",
          "netfilter",
          "tcx",
          "uprobe_multi",
          "netkit",
          "sockmap");

  /** Its name, as libbpf and bpftool write it, such as {@code tcx}. */
  @Override
  public String toString() {
    return number >= 0 && number < NAMES.size() ? NAMES.get(number) : "type " + number;
  }
}
