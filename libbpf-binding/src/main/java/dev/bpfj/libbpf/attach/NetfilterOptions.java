package dev.bpfj.libbpf.attach;

/**
 * A hook of netfilter: {@code struct bpf_netfilter_opts}.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param family {@link #IPV4} or {@link #IPV6}
 * @param hook {@link #PRE_ROUTING} and the others
 * @param priority when among the hook's other functions: the lower, the sooner; neither the lowest
 *     nor the highest number that there is
 * @param defragmented whether fragments are put together before, which needs a priority above -400
 */
public record NetfilterOptions(int family, int hook, int priority, boolean defragmented) {
  /** {@code NFPROTO_IPV4}. */
  public static final int IPV4 = 2;

  /** {@code NFPROTO_IPV6}. */
  public static final int IPV6 = 10;

  /** {@code NF_INET_PRE_ROUTING}: everything that comes in. */
  public static final int PRE_ROUTING = 0;

  /** {@code NF_INET_LOCAL_IN}: what comes in for this machine. */
  public static final int LOCAL_IN = 1;

  /** {@code NF_INET_FORWARD}: what comes in for others. */
  public static final int FORWARD = 2;

  /** {@code NF_INET_LOCAL_OUT}: what this machine sends. */
  public static final int LOCAL_OUT = 3;

  /** {@code NF_INET_POST_ROUTING}: everything that goes out. */
  public static final int POST_ROUTING = 4;

  /**
   * A hook for IPv4.
   *
   * @param hook which of them
   * @param priority when among the hook's other functions
   * @return the options
   */
  public static NetfilterOptions ipv4(int hook, int priority) {
    return new NetfilterOptions(IPV4, hook, priority, false);
  }

  /**
   * A hook for IPv6.
   *
   * @param hook which of them
   * @param priority when among the hook's other functions
   * @return the options
   */
  public static NetfilterOptions ipv6(int hook, int priority) {
    return new NetfilterOptions(IPV6, hook, priority, false);
  }

  /**
   * Says whether fragments are put together before ({@code BPF_F_NETFILTER_IP_DEFRAG}, Linux 6.6).
   *
   * @param together true to have whole packets
   * @return changed options
   */
  public NetfilterOptions withDefragmented(boolean together) {
    return new NetfilterOptions(family, hook, priority, together);
  }
}
