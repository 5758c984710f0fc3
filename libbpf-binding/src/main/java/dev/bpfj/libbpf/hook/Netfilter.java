package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.NetfilterOpts;

/**
 * A hook of netfilter, in the network namespace of the thread that attaches ({@code
 * bpf_program__attach_netfilter}). Needs libbpf 1.3 and Linux 6.4 with {@code
 * CONFIG_NETFILTER_BPF_LINK}. A priority that another BPF program has is refused (-EBUSY).
 *
 * <p>Immutable, thread-safe.
 *
 * @param family {@link #IPV4} or {@link #IPV6}
 * @param hook {@link #PRE_ROUTING} and the others
 * @param priority lower ones run first; neither the lowest nor the highest number that there is
 * @param defragmented whether packets are reassembled before, which needs a priority above -400 and
 *     Linux 6.6
 */
public record Netfilter(int family, int hook, int priority, boolean defragmented) implements Hook {
  /** {@code NFPROTO_IPV4}. */
  public static final int IPV4 = 2;

  /** {@code NFPROTO_IPV6}. */
  public static final int IPV6 = 10;

  /** {@code NF_INET_PRE_ROUTING}: all incoming packets. */
  public static final int PRE_ROUTING = 0;

  /** {@code NF_INET_LOCAL_IN}: incoming packets for this machine. */
  public static final int LOCAL_IN = 1;

  /** {@code NF_INET_FORWARD}: packets that this machine forwards. */
  public static final int FORWARD = 2;

  /** {@code NF_INET_LOCAL_OUT}: packets that this machine sends. */
  public static final int LOCAL_OUT = 3;

  /** {@code NF_INET_POST_ROUTING}: all outgoing packets. */
  public static final int POST_ROUTING = 4;

  private static final int F_NETFILTER_IP_DEFRAG = 1; // linux/bpf.h

  static {
    AttachFunctions.register(Netfilter.class, Netfilter::attach);
  }

  /**
   * A hook for IPv4.
   *
   * @param hook which of them
   * @param priority lower ones run first
   * @return the hook
   */
  public static Netfilter ipv4(int hook, int priority) {
    return new Netfilter(IPV4, hook, priority, false);
  }

  /**
   * A hook for IPv6.
   *
   * @param hook which of them
   * @param priority lower ones run first
   * @return the hook
   */
  public static Netfilter ipv6(int hook, int priority) {
    return new Netfilter(IPV6, hook, priority, false);
  }

  /**
   * Sets whether packets are reassembled before ({@code BPF_F_NETFILTER_IP_DEFRAG}, Linux 6.6).
   *
   * @param reassembled true for whole packets
   * @return a changed copy
   */
  public Netfilter defragmented(boolean reassembled) {
    return new Netfilter(family, hook, priority, reassembled);
  }

  private static <L> L attach(Netfilter netfilter, Attaching<L> program) {
    int flags = netfilter.defragmented ? F_NETFILTER_IP_DEFRAG : 0;
    return program.link(
        "bpf_program__attach_netfilter",
        netfilter.defragmented ? KernelFeature.NETFILTER_DEFRAG : KernelFeature.NETFILTER,
        memory ->
            Native.libbpf()
                .bpf_program__attach_netfilter(
                    program.pointer(),
                    NetfilterOpts.write(
                        memory, netfilter.family, netfilter.hook, netfilter.priority, flags)));
  }
}
