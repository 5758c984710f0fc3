package dev.bpfj.libbpf.hook;

import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.attach.AttachFunctions;
import dev.bpfj.libbpf.internal.attach.Attaching;
import dev.bpfj.libbpf.internal.attach.LastingAttachments;
import dev.bpfj.libbpf.internal.attach.LinkHandle;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.program.AttachType;

/**
 * Something that the program is attached to without a link in the kernel ({@code bpf_prog_attach}):
 * a sockmap on kernels that have no links for it, a control group.
 *
 * <p>The kernel keeps the program attached until it is detached, which closing the link does, or
 * its object. What is not closed is detached when the JVM ends in an orderly way, which includes
 * SIGINT (Ctrl-C) and SIGTERM; a process that is killed ({@code kill -9}) leaves the program
 * attached. The {@code BpfLink} of such an attachment has the descriptor -1 and can only be closed:
 * it cannot be pinned, updated, detached or asked ({@code IllegalStateException}).
 *
 * <p>Immutable, thread-safe.
 *
 * @param target the map, or the folder of the control group
 * @param type what the program is attached as
 * @param flags {@link #ALLOW_OVERRIDE}, {@link #ALLOW_MULTI} or 0
 */
public record ByType(Descriptor target, AttachType type, int flags) implements Hook {
  /** Lets groups below have a program of their own instead: {@code BPF_F_ALLOW_OVERRIDE}. */
  public static final int ALLOW_OVERRIDE = 1;

  /** Lets several programs be attached: {@code BPF_F_ALLOW_MULTI}. */
  public static final int ALLOW_MULTI = 1 << 1;

  static {
    AttachFunctions.register(ByType.class, ByType::attach);
  }

  /**
   * Something to attach to.
   *
   * @param target the map, or the folder of the control group
   * @param type what the program is attached as
   * @return the hook
   */
  public static ByType of(Descriptor target, AttachType type) {
    return new ByType(target, type, 0);
  }

  /**
   * Sets the flags.
   *
   * @param flags {@link #ALLOW_OVERRIDE}, {@link #ALLOW_MULTI} or 0
   * @return a changed copy
   */
  public ByType flags(int flags) {
    return new ByType(target, type, flags);
  }

  private static <L> L attach(ByType hook, Attaching<L> program) {
    program.requireLoaded();
    return hook.target.use(
        fd ->
            program.hold(
                () ->
                    LastingAttachments.attach(program.subject(), () -> attach(hook, program, fd))));
  }

  private static LinkHandle attach(ByType hook, Attaching<?> program, int targetFd) {
    int programFd = program.fd();
    OpenFile target = OpenFile.copyOf(program.subject() + ": attach target", targetFd);
    try {
      LibbpfCall.number(
          "bpf_prog_attach",
          program.subject(),
          program.advice(),
          () ->
              Native.bpf().bpf_prog_attach(programFd, target.fd(), hook.type.number(), hook.flags));
      return new Attachment(programFd, target, hook.type);
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
  }

  /** The program's descriptor belongs to its object, which closes its links before itself. */
  private record Attachment(int programFd, OpenFile target, AttachType type) implements LinkHandle {
    @Override
    public int fd() {
      return -1;
    }

    @Override
    public void release(String subject) {
      try (OpenFile attachedTo = target) {
        LibbpfCall.number(
            "bpf_prog_detach2",
            subject,
            () -> Native.bpf().bpf_prog_detach2(programFd, attachedTo.fd(), type.number()));
      }
    }

    @Override
    public String whyNoLink() {
      return "bpf_prog_attach makes no link in the kernel; this one can be closed only";
    }
  }
}
