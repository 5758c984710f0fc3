package dev.bpfj.libbpf;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.program.AttachType;

/**
 * A program that is attached without a link ({@code bpf_prog_attach}). It belongs to the program's
 * object, whose close detaches it too. Safe for use by several threads.
 */
public final class BpfAttachment implements AutoCloseable {
  /** Lets groups below have a program of their own instead: {@code BPF_F_ALLOW_OVERRIDE}. */
  public static final int ALLOW_OVERRIDE = 1;

  /** Lets there be several programs: {@code BPF_F_ALLOW_MULTI}. */
  public static final int ALLOW_MULTI = 1 << 1;

  private final BpfObject object;
  private final int programFd;
  private final OpenFile target;
  private final AttachType type;
  private final String subject;
  private boolean closed; // guarded by the object's lock

  private BpfAttachment(
      BpfObject object, int programFd, OpenFile target, AttachType type, String subject) {
    this.object = object;
    this.programFd = programFd;
    this.target = target;
    this.type = type;
    this.subject = subject;
  }

  /** Attaches a program. For callers that have the object's lock. */
  static BpfAttachment attach(
      BpfObject object, long program, String subject, int targetFd, AttachType type, int flags) {
    String name = subject + ": attachment to " + type;
    int programFd = Native.libbpf().bpf_program__fd(program);
    OpenFile target = OpenFile.copyOf(name, targetFd);
    try {
      LibbpfCall.number(
          "bpf_prog_attach",
          subject,
          () -> Native.bpf().bpf_prog_attach(programFd, target.fd(), type.number(), flags));
    } catch (RuntimeException e) {
      target.close();
      throw e;
    }
    BpfAttachment attachment = new BpfAttachment(object, programFd, target, type, name);
    object.own(attachment);
    return attachment;
  }

  /**
   * Detaches the program ({@code bpf_prog_detach2}). May be called again.
   *
   * @throws BpfException if the kernel refuses
   */
  @Override
  public void close() {
    object.alone(
        () -> {
          if (!closed) {
            closed = true;
            object.disown(this);
            try (OpenFile attachedTo = target) {
              LibbpfCall.number(
                  "bpf_prog_detach2",
                  subject,
                  () -> Native.bpf().bpf_prog_detach2(programFd, attachedTo.fd(), type.number()));
            }
          }
        });
  }

  @Override
  public String toString() {
    return subject;
  }
}
