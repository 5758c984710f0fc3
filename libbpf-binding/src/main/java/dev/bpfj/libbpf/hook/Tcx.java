package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;

/**
 * The tcx hook of a network device ({@code bpf_program__attach_tcx}). Needs libbpf 1.3 and Linux
 * 6.6. The program's section or expected attach type says whether it sees what the device receives
 * or what it sends.
 *
 * <p>Immutable, thread-safe.
 *
 * @param device the device
 * @param order where among the programs that are attached to it
 */
public record Tcx(Device device, Order order) implements Hook {
  private static final Advice ADVICE =
      Advice.onError(
          EINVAL,
          "a program in the section tcx/ingress or tcx/egress has a direction, one in tc does not;"
              + " settings().expectedAttachType sets it, too");

  static {
    AttachFunctions.register(Tcx.class, Tcx::attach, tcx -> tcx.device.advice().or(ADVICE));
  }

  /**
   * A device, by name.
   *
   * @param device the device, such as {@code eth0}
   * @return the hook
   */
  public static Tcx on(String device) {
    return new Tcx(Device.named(device), Order.any());
  }

  /**
   * A device, by index.
   *
   * @param ifindex the index of the device, above 0
   * @return the hook
   */
  public static Tcx on(int ifindex) {
    return new Tcx(Device.at(ifindex), Order.any());
  }

  /**
   * Sets the program's place among the others.
   *
   * @param place where
   * @return a changed copy
   */
  public Tcx order(Order place) {
    return new Tcx(device, place);
  }

  private static <L> L attach(Tcx hook, Attaching<L> program) {
    program.requireLoaded();
    int ifindex = hook.device.find(program.subject());
    return program.link(
        "bpf_program__attach_tcx",
        KernelFeature.TCX,
        memory ->
            Native.libbpf()
                .bpf_program__attach_tcx(program.pointer(), ifindex, hook.order.write(memory)));
  }
}
