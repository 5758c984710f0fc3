package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Native;

/**
 * An attached program ({@code struct bpf_link}). It belongs to the object that it was made from,
 * whose close destroys it too. Safe for use by several threads.
 */
public final class BpfLink implements AutoCloseable {
  private final BpfObject object;
  private final long pointer;
  private final String subject;
  private volatile boolean destroyed;

  BpfLink(BpfObject object, long pointer, String program) {
    this.object = object;
    this.pointer = pointer;
    this.subject = program + ": link";
    object.own(this);
  }

  /**
   * The link's file descriptor ({@code bpf_link__fd}), which belongs to the link and is closed with
   * it.
   *
   * @return the descriptor; -1 for what old kernels attach without one
   * @throws BpfClosedException after close
   */
  public int fd() {
    return object.locked(
        () -> {
          requireOpen();
          return Native.libbpf().bpf_link__fd(pointer);
        });
  }

  private void requireOpen() {
    if (destroyed) {
      throw new BpfClosedException(subject);
    }
  }

  /**
   * Whether the link is closed, by itself or with its object.
   *
   * @return true once it is
   */
  public boolean isClosed() {
    return destroyed;
  }

  /**
   * Detaches the program ({@code bpf_link__destroy}). May be called again.
   *
   * @throws BpfException if the kernel could not detach it; the link is gone all the same
   */
  @Override
  public void close() {
    object.alone(
        () -> {
          if (!destroyed) {
            destroyed = true;
            object.disown(this);
            LibbpfCall.number(
                "bpf_link__destroy", subject, () -> Native.libbpf().bpf_link__destroy(pointer));
          }
        });
  }

  @Override
  public String toString() {
    return subject;
  }
}
