package dev.bpfj.libbpf;

import dev.bpfj.libbpf.attach.NetfilterOptions;
import dev.bpfj.libbpf.attach.Order;
import dev.bpfj.libbpf.attach.XdpMode;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.program.AttachType;

/**
 * The ways to attach a {@link BpfProgram} to network devices, network namespaces, sockets and
 * control groups, under the rules of {@link Attachable}. Devices are named by their index, as
 * {@link java.net.NetworkInterface#getIndex} gives it; {@link TcHook} attaches to the kernel's
 * traffic control without links.
 *
 * <p>Safe for use by several threads: they take turns with the object.
 */
public abstract sealed class NetworkAttachable extends Attachable permits BpfProgram {

  NetworkAttachable(BpfObject object, long pointer) {
    super(object, pointer);
  }

  /**
   * Attaches an XDP program to a network device ({@code bpf_program__attach_xdp}).
   *
   * @param ifindex the device's index, above 0
   * @return the link
   */
  public final BpfLink attachXdp(int ifindex) {
    return link(
        "bpf_program__attach_xdp",
        KernelFeature.NONE,
        arena -> Native.libbpf().bpf_program__attach_xdp(pointer, ifindex));
  }

  /**
   * Attaches an XDP program to a network device, where on it is told ({@code bpf_link_create}).
   *
   * @param ifindex the device's index, above 0
   * @param mode in the driver, behind it, or on the device
   * @return the link
   * @throws BpfException -EOPNOTSUPP if the driver cannot do it
   */
  public final BpfLink attachXdp(int ifindex, XdpMode mode) {
    return object.afterLoad(
        subject,
        () -> {
          try (Arena arena = new Arena()) {
            int program = libbpf().bpf_program__fd(pointer);
            long opts = HookStructs.linkCreate(arena, mode);
            int xdp = AttachType.XDP.number();
            int fd =
                LibbpfCall.number(
                    "bpf_link_create",
                    subject,
                    () -> Native.bpf().bpf_link_create(program, ifindex, xdp, opts));
            return BpfLink.ofDescriptor(object, fd, subject);
          }
        });
  }

  /**
   * Attaches a tc program to a network device ({@code bpf_program__attach_tcx}, libbpf 1.3, Linux
   * 6.6). Its section or {@link BpfProgram#setExpectedAttachType} says whether it sees what comes
   * or what goes.
   *
   * @param ifindex the device's index, above 0
   * @param order where among the others that are attached to it
   * @return the link
   */
  public final BpfLink attachTcx(int ifindex, Order order) {
    return link(
        "bpf_program__attach_tcx",
        KernelFeature.TCX,
        arena ->
            Native.libbpf()
                .bpf_program__attach_tcx(pointer, ifindex, HookStructs.order(arena, order)));
  }

  /**
   * Attaches a tc program to a netkit device ({@code bpf_program__attach_netkit}, libbpf 1.3, Linux
   * 6.7).
   *
   * @param ifindex the index of the host's end, above 0
   * @param order where among the others that are attached to it
   * @return the link
   */
  public final BpfLink attachNetkit(int ifindex, Order order) {
    return link(
        "bpf_program__attach_netkit",
        KernelFeature.NETKIT,
        arena ->
            Native.libbpf()
                .bpf_program__attach_netkit(pointer, ifindex, HookStructs.order(arena, order)));
  }

  /**
   * Attaches a program to a hook of netfilter, in the network namespace of the calling thread
   * ({@code bpf_program__attach_netfilter}, libbpf 1.3, Linux 6.4).
   *
   * @param options which hook
   * @return the link
   * @throws BpfException -EBUSY if another BPF program has that priority
   */
  public final BpfLink attachNetfilter(NetfilterOptions options) {
    return link(
        "bpf_program__attach_netfilter",
        options.defragmented() ? KernelFeature.NETFILTER_DEFRAG : KernelFeature.NETFILTER,
        arena ->
            Native.libbpf()
                .bpf_program__attach_netfilter(pointer, HookStructs.netfilter(arena, options)));
  }

  /**
   * Attaches the program to a control group of version 2 ({@code bpf_program__attach_cgroup}).
   * Programs of other links stay attached.
   *
   * @param cgroup its folder, as {@link OpenFile#of} opens it
   * @return the link
   */
  public final BpfLink attachCgroup(Descriptor cgroup) {
    return link(
        "bpf_program__attach_cgroup",
        KernelFeature.CGROUP,
        cgroup,
        (arena, fd) -> Native.libbpf().bpf_program__attach_cgroup(pointer, fd));
  }

  /**
   * Attaches the program to a control group of version 2 ({@code bpf_program__attach_cgroup_opts},
   * libbpf 1.6, Linux 6.17).
   *
   * @param cgroup its folder, as {@link OpenFile#of} opens it
   * @param order where among the others that are attached to it
   * @return the link
   */
  public final BpfLink attachCgroup(Descriptor cgroup, Order order) {
    return link(
        "bpf_program__attach_cgroup_opts",
        KernelFeature.CGROUP_ORDER,
        cgroup,
        (arena, fd) ->
            Native.libbpf()
                .bpf_program__attach_cgroup_opts(pointer, fd, HookStructs.order(arena, order)));
  }

  /**
   * Attaches the program to a network namespace ({@code bpf_program__attach_netns}): flow
   * dissectors, and programs that look up sockets.
   *
   * @param namespace such as {@code /proc/self/ns/net}, as {@link OpenFile#of} opens it
   * @return the link
   */
  public final BpfLink attachNetns(Descriptor namespace) {
    return link(
        "bpf_program__attach_netns",
        KernelFeature.NONE,
        namespace,
        (arena, fd) -> Native.libbpf().bpf_program__attach_netns(pointer, fd));
  }

  /**
   * Attaches the program to the sockets of a sockmap or sockhash ({@code
   * bpf_program__attach_sockmap}, libbpf 1.5, Linux 6.10). {@link #attachTo} does it without a link
   * on all kernels.
   *
   * @param map the map
   * @return the link
   */
  public final BpfLink attachSockmap(Descriptor map) {
    return link(
        "bpf_program__attach_sockmap",
        KernelFeature.SOCKMAP_LINK,
        map,
        (arena, fd) -> Native.libbpf().bpf_program__attach_sockmap(pointer, fd));
  }

  /**
   * Attaches the program without a link ({@code bpf_prog_attach}): to a sockmap on kernels that
   * have no links for those, to a control group, to the network namespace of the calling thread.
   * Unlike a link, it would stay when this process ends without closing it.
   *
   * @param target the map or the control group's folder
   * @param type what there is to be attached to
   * @param flags {@link BpfAttachment#ALLOW_OVERRIDE}, {@link BpfAttachment#ALLOW_MULTI} or 0
   * @return what detaches it
   */
  public final BpfAttachment attachTo(Descriptor target, AttachType type, int flags) {
    object.afterLoad(subject, () -> subject);
    return target.use(
        fd ->
            object.afterLoad(
                subject, () -> BpfAttachment.attach(object, pointer, subject, fd, type, flags)));
  }
}
