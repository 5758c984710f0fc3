package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.attach.LastingAttachments;

/**
 * A filter in the traffic control of a network device, for programs of type {@code sched_cls}
 * ({@code bpf_tc_attach} with direct action: the program's return value is the verdict). {@link
 * Tcx} is simpler where the kernel has it.
 *
 * <p>Attaching to {@link #ingress} or {@link #egress} makes the device's {@code clsact} queueing
 * discipline if it has none. The kernel keeps filters until they are removed. Closing the link
 * removes the filter, if it is still one of this program, and then the {@code clsact}, if it was
 * made by such a hook of this process and no filter is left there, whoever attached it. It must be
 * closed by a thread in the same network namespace.
 *
 * <p>What is not closed is removed likewise when the JVM ends in an orderly way, which includes
 * SIGINT (Ctrl-C) and SIGTERM. A process that is killed ({@code kill -9}) leaves its filters and
 * the {@code clsact}: {@code tc filter show dev DEVICE egress} (or {@code ingress}) lists filters,
 * and {@code tc filter del dev DEVICE egress pref N} removes one. Deleting the {@code clsact}
 * removes everybody's. The kernel compares and removes in two steps: a filter that somebody
 * attaches to a {@code clsact} of ours between our look and its removal goes with it, and so does
 * one that replaces ours at that moment.
 *
 * <p>The kernel has no link of a filter: the {@code BpfLink} has the descriptor -1 and can only be
 * closed; it cannot be pinned, updated, detached or asked ({@code IllegalStateException}). {@link
 * #replace} does what an update would do.
 *
 * <p>Immutable, thread-safe.
 *
 * @param device the device
 * @param attachPoint where in its traffic control: a number of {@code enum bpf_tc_attach_point}
 * @param parent the class or queueing discipline that a custom place is under, else 0
 * @param handle the filter's number among those of its priority, or 0 for one of the kernel's
 *     choice
 * @param priority lower ones run first; up to 65535, or 0 for one of the kernel's choice
 * @param isReplacing whether it takes the place of the filter that has this handle and priority
 */
public record Tc(
    Device device, int attachPoint, int parent, int handle, int priority, boolean isReplacing)
    implements Hook {
  /** The highest priority number. */
  public static final int MAX_PRIORITY = 0xffff;

  static final int INGRESS = 1; // BPF_TC_INGRESS
  static final int EGRESS = 2; // BPF_TC_EGRESS
  static final int CUSTOM = 4; // BPF_TC_CUSTOM

  static {
    AttachFunctions.register(Tc.class, Tc::attach, tc -> tc.device.advice().or(TcCalls.ADVICE));
  }

  /**
   * A place of a device's traffic control.
   *
   * @param device the device
   * @param attachPoint 1 (ingress), 2 (egress) or 4 (custom)
   * @param parent the class or queueing discipline that a custom place is under, else 0
   * @param handle the filter's number among those of its priority, or 0 for one of the kernel's
   *     choice
   * @param priority lower ones run first; up to 65535, or 0 for one of the kernel's choice
   * @param isReplacing whether it takes the place of the filter that has this handle and priority
   * @throws IllegalArgumentException if the attach point is none of these three; libbpf takes
   *     others to come with what a hook does not have
   */
  public Tc {
    if (attachPoint != INGRESS && attachPoint != EGRESS && attachPoint != CUSTOM) {
      throw new IllegalArgumentException(
          "tc: no attach point: attachPoint="
              + attachPoint
              + ", expected=1 (ingress), 2 (egress) or 4 (custom)");
    }
  }

  /**
   * What a device receives.
   *
   * @param device its name, such as {@code eth0}
   * @return the hook
   */
  public static Tc ingress(String device) {
    return at(Device.named(device), INGRESS, 0);
  }

  /**
   * What a device receives.
   *
   * @param ifindex its index, above 0
   * @return the hook
   */
  public static Tc ingress(int ifindex) {
    return at(Device.at(ifindex), INGRESS, 0);
  }

  /**
   * What a device sends.
   *
   * @param device its name, such as {@code eth0}
   * @return the hook
   */
  public static Tc egress(String device) {
    return at(Device.named(device), EGRESS, 0);
  }

  /**
   * What a device sends.
   *
   * @param ifindex its index, above 0
   * @return the hook
   */
  public static Tc egress(int ifindex) {
    return at(Device.at(ifindex), EGRESS, 0);
  }

  /**
   * A place under a queueing discipline or class that exists, as {@code tc} names them.
   *
   * @param device the device's name, such as {@code eth0}
   * @param major the number before the colon, up to 0xffff
   * @param minor the number after the colon, up to 0xffff
   * @return the hook
   */
  public static Tc parent(String device, int major, int minor) {
    return at(Device.named(device), CUSTOM, parent(major, minor));
  }

  /**
   * A place under a queueing discipline or class that exists, as {@code tc} names them.
   *
   * @param ifindex the device's index, above 0
   * @param major the number before the colon, up to 0xffff
   * @param minor the number after the colon, up to 0xffff
   * @return the hook
   */
  public static Tc parent(int ifindex, int major, int minor) {
    return at(Device.at(ifindex), CUSTOM, parent(major, minor));
  }

  private static int parent(int major, int minor) {
    return (major << 16) | (minor & 0xffff);
  }

  private static Tc at(Device device, int attachPoint, int parent) {
    return new Tc(device, attachPoint, parent, 0, 0, false);
  }

  /**
   * Sets the filter's number.
   *
   * @param number among those of its priority, or 0 for one of the kernel's choice
   * @return a changed copy
   */
  public Tc handle(int number) {
    return new Tc(device, attachPoint, parent, number, priority, isReplacing);
  }

  /**
   * Sets the filter's place among the others.
   *
   * @param number lower ones run first; up to 65535, or 0 for one of the kernel's choice
   * @return a changed copy
   */
  public Tc priority(int number) {
    return new Tc(device, attachPoint, parent, handle, number, isReplacing);
  }

  /**
   * Atomically replaces the filter that has this handle and priority ({@code BPF_TC_F_REPLACE}).
   * Without it, such a filter is a failure (-EEXIST).
   *
   * @return a changed copy
   */
  public Tc replace() {
    return new Tc(device, attachPoint, parent, handle, priority, true);
  }

  private static <L> L attach(Tc tc, Attaching<L> program) {
    program.requireLoaded();
    int ifindex = tc.device.find(program.subject());
    return program.hold(
        () ->
            LastingAttachments.attach(
                program.subject(), () -> TcCalls.attach(tc, ifindex, program)));
  }
}
