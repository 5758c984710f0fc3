package dev.bpfj.libbpf.hook;

import static dev.bpfj.libbpf.internal.kernel.Errno.EBUSY;
import static dev.bpfj.libbpf.internal.kernel.Errno.EEXIST;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.attach.LinkHandle;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.KernelFeature;
import dev.bpfj.libbpf.internal.struct.LinkCreateOpts;
import dev.bpfj.libbpf.program.AttachType;

/**
 * The XDP hook of a network device ({@code bpf_program__attach_xdp}, or with a mode {@code
 * bpf_link_create}). A device has one XDP program in each mode; another one is refused (-EBUSY). A
 * mode that the driver does not support is refused too (-EOPNOTSUPP).
 *
 * <p>Immutable, thread-safe.
 *
 * @param device the device
 * @param mode where the program runs
 */
public record Xdp(Device device, XdpMode mode) implements Hook {
  private static final Advice ADVICE =
      Advice.onError(EBUSY, "the device has an XDP program already; ip link shows it")
          .or(
              Advice.onError(
                  EEXIST,
                  "the device has an XDP program in another mode, and native and generic XDP exclude"
                      + " each other; ip link shows it"));

  static {
    AttachFunctions.register(
        Xdp.class, Xdp::attach, xdp -> xdp.device.advice().or(ADVICE).or(xdp.mode.advice()));
  }

  /**
   * A device, by name.
   *
   * @param device such as {@code eth0}
   * @return the hook
   */
  public static Xdp on(String device) {
    return new Xdp(Device.named(device), XdpMode.DEFAULT);
  }

  /**
   * A device, by index.
   *
   * @param ifindex above 0
   * @return the hook
   */
  public static Xdp on(int ifindex) {
    return new Xdp(Device.at(ifindex), XdpMode.DEFAULT);
  }

  /**
   * Sets where the program runs.
   *
   * @param where the mode
   * @return a changed copy
   */
  public Xdp mode(XdpMode where) {
    return new Xdp(device, where);
  }

  private static <L> L attach(Xdp xdp, Attaching<L> program) {
    program.requireLoaded();
    int ifindex = xdp.device.find(program.subject());
    if (xdp.mode == XdpMode.DEFAULT) {
      return program.link(
          "bpf_program__attach_xdp",
          KernelFeature.NONE,
          memory -> Native.libbpf().bpf_program__attach_xdp(program.pointer(), ifindex));
    }
    return program.hold(() -> create(program, ifindex, xdp.mode));
  }

  /** libbpf's own function takes no mode. */
  private static LinkHandle create(Attaching<?> program, int ifindex, XdpMode mode) {
    try (CallMemory memory = new CallMemory()) {
      int fd = program.fd();
      int type = AttachType.XDP.number();
      long opts = LinkCreateOpts.write(memory, mode.flag());
      return new LinkHandle.OfDescriptor(
          LibbpfCall.number(
              "bpf_link_create",
              program.subject(),
              program.advice(),
              () -> Native.bpf().bpf_link_create(fd, ifindex, type, opts)));
    }
  }
}
