package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;

/**
 * The hook of a netkit device ({@code bpf_program__attach_netkit}). Needs libbpf 1.3 and Linux 6.7.
 * The program's section or expected attach type says at which of the two ends it runs.
 *
 * <p>Immutable, thread-safe.
 *
 * @param device the host's end of the pair
 * @param order where among the programs that are attached to it
 */
public record Netkit(Device device, Order order) implements Hook {
  static {
    AttachFunctions.register(Netkit.class, Netkit::attach, netkit -> netkit.device.advice());
  }

  /**
   * A device, by name.
   *
   * @param device the host's end of the pair, such as {@code nk0}
   * @return the hook
   */
  public static Netkit on(String device) {
    return new Netkit(Device.named(device), Order.any());
  }

  /**
   * A device, by index.
   *
   * @param ifindex the index of the host's end of the pair, above 0
   * @return the hook
   */
  public static Netkit on(int ifindex) {
    return new Netkit(Device.at(ifindex), Order.any());
  }

  /**
   * Sets the program's place among the others.
   *
   * @param place where
   * @return a changed copy
   */
  public Netkit order(Order place) {
    return new Netkit(device, place);
  }

  private static <L> L attach(Netkit hook, Attaching<L> program) {
    program.requireLoaded();
    int ifindex = hook.device.find(program.subject());
    return program.link(
        "bpf_program__attach_netkit",
        KernelFeature.NETKIT,
        memory ->
            Native.libbpf()
                .bpf_program__attach_netkit(program.pointer(), ifindex, hook.order.write(memory)));
  }
}
