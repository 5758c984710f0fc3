package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Native;

/**
 * An attached program ({@code struct bpf_link}). It belongs to the object that it was made from.
 */
public final class BpfLink implements AutoCloseable {
  private final BpfObject object;
  private final long pointer;
  private final String subject;
  private boolean destroyed;

  BpfLink(BpfObject object, long pointer, String subject) {
    this.object = object;
    this.pointer = pointer;
    this.subject = subject + ": link";
    object.opened(this);
  }

  /** Detaches the program ({@code bpf_link__destroy}). May be called again. */
  @Override
  public void close() {
    if (object.isClosed()) {
      return; // closing the object closed this
    }
    object.locked(
        () -> {
          if (!destroyed) {
            destroyed = true;
            object.destroyed(this);
            LibbpfCall.number(
                "bpf_link__destroy", subject, () -> Native.libbpf().bpf_link__destroy(pointer));
          }
          return true;
        });
  }
}
