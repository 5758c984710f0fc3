package dev.bpfj.libbpf.internal.kernel;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What came to the kernel after Linux 5.10, the oldest that is supported, or can be left out of it.
 * Kernels say of what they do not know only that it is invalid; here is what that means.
 *
 * <p>Immutable, thread-safe.
 */
public enum KernelFeature {
  /** Nothing that any supported kernel lacks. */
  NONE("", 0, 0, ""),
  /** {@code BPF_LINK_TYPE_PERF_EVENT}. */
  PERF_EVENT_LINK("a link of a perf event", 5, 15, ""),
  /** The same with {@code bpf_cookie}. */
  PERF_EVENT_COOKIE("a cookie for a kprobe, uprobe, tracepoint or perf event", 5, 15, ""),
  /** {@code BPF_TRACE_KPROBE_MULTI}. */
  KPROBE_MULTI("attaching to many functions of the kernel at once", 5, 18, "CONFIG_FPROBE"),
  /** {@code tracing.cookie} of {@code BPF_LINK_CREATE}. */
  TRACING_COOKIE("a cookie for fentry, fexit, fmod_ret or lsm", 5, 19, ""),
  /** {@code BPF_ITER_LINK_INFO} of tasks. */
  TASK_ITER("an iterator over chosen tasks", 6, 1, ""),
  /** {@code BPF_ITER_LINK_INFO} of control groups. */
  CGROUP_ITER("an iterator over control groups", 6, 1, "CONFIG_CGROUPS"),
  /** {@code BPF_F_LINK} of struct_ops maps. */
  STRUCT_OPS_UPDATE("replacing the map of a struct_ops link", 6, 4, ""),
  /** {@code BPF_NETFILTER}. */
  NETFILTER("a netfilter link", 6, 4, "CONFIG_NETFILTER_BPF_LINK"),
  /** {@code BPF_F_NETFILTER_IP_DEFRAG}. */
  NETFILTER_DEFRAG("a netfilter link that gets whole packets", 6, 6, "CONFIG_NETFILTER_BPF_LINK"),
  /** {@code BPF_TCX_INGRESS} and {@code BPF_TCX_EGRESS}. */
  TCX("a tcx link", 6, 6, "CONFIG_NET_XGRESS"),
  /** {@code BPF_TRACE_UPROBE_MULTI}. */
  UPROBE_MULTI("attaching to many places in a file at once", 6, 6, "CONFIG_UPROBES"),
  /** {@code BPF_NETKIT_PRIMARY} and {@code BPF_NETKIT_PEER}. */
  NETKIT("a netkit link", 6, 7, "CONFIG_NETKIT"),
  /** {@code raw_tracepoint.cookie}. */
  RAW_TRACEPOINT_COOKIE("a cookie for a raw tracepoint or tp_btf", 6, 10, ""),
  /** {@code BPF_LINK_TYPE_SOCKMAP}. */
  SOCKMAP_LINK("a link to a sockmap", 6, 10, "CONFIG_BPF_STREAM_PARSER"),
  /** {@code BPF_F_BEFORE} and its like on control groups. */
  CGROUP_ORDER("an order among the programs of a control group", 6, 17, "CONFIG_CGROUP_BPF"),
  /** {@code BPF_LINK_CREATE} on control groups. */
  CGROUP("attaching to a control group", 4, 10, "CONFIG_CGROUP_BPF"),
  /** {@code BPF_LSM_MAC}. */
  LSM("attaching to a check of the security modules", 5, 7, "CONFIG_BPF_LSM");

  // What kernels say of what they do not know.
  private static final Set<Integer> NOT_KNOWN =
      Set.of(Errno.E2BIG, Errno.EINVAL, Errno.ENOSYS, Errno.EOPNOTSUPP, Errno.ENOTSUPP);

  private final String description;
  private final int major;
  private final int minor;
  private final String option;

  KernelFeature(String description, int major, int minor, String option) {
    this.description = description;
    this.major = major;
    this.minor = minor;
    this.option = option;
  }

  /**
   * The feature, if it is asked for.
   *
   * @param asked whether it is
   * @return this, or {@link #NONE}
   */
  public KernelFeature onlyIf(boolean asked) {
    return asked ? this : NONE;
  }

  /**
   * What a failure means: that the kernel is too old or was built without the feature, or just what
   * it says.
   *
   * @param failure what came of using the feature
   * @return the exception to be thrown
   */
  public BpfException explain(BpfException failure) {
    return explain(failure, KernelRelease.running(), () -> KernelConfiguration.lacks(option));
  }

  BpfException explain(BpfException failure, KernelRelease running, BooleanSupplier optionIsOff) {
    boolean ofLibbpf = failure instanceof UnsupportedFeatureException;
    if (ofLibbpf || !NOT_KNOWN.contains(failure.errno())) {
      return failure;
    }
    KernelRelease since = new KernelRelease(major, minor);
    boolean tooOld = running.compareTo(since) < 0;
    boolean leftOut = !option.isEmpty() && optionIsOff.getAsBoolean();
    if (!tooOld && !leftOut) {
      return failure;
    }
    String minimum = option.isEmpty() ? since.toString() : since + " with " + option;
    String found = tooOld ? running.toString() : running + " without it";
    return UnsupportedFeatureException.because(failure, description, minimum, found);
  }
}
