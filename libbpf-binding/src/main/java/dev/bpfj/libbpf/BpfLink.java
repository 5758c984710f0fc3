package dev.bpfj.libbpf;

import dev.bpfj.libbpf.call.LibbpfCall;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An attached program ({@code struct bpf_link}). It belongs to the object that it was made from,
 * whose close destroys it too. Safe for use by several threads.
 */
public final class BpfLink implements Descriptor, AutoCloseable {
  private final @Nullable BpfObject owner;
  private final LinkHandle handle;
  private final int fd;
  private final String subject;
  // Taken after the owner's, if both are.
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;

  BpfLink(BpfObject object, long pointer, String program) {
    this(object, new LinkHandle.OfLibbpf(pointer), program + ": link");
    object.own(this);
  }

  private BpfLink(@Nullable BpfObject owner, LinkHandle handle, String subject) {
    this.owner = owner;
    this.handle = handle;
    this.fd = handle.fd();
    this.subject = subject;
  }

  /** A link that libbpf has no structure of. For callers that have the owner's lock. */
  static BpfLink ofDescriptor(BpfObject owner, int fd, String program) {
    BpfLink link = new BpfLink(owner, new LinkHandle.OfDescriptor(fd), program + ": link");
    owner.own(link);
    return link;
  }

  /**
   * The link's file descriptor ({@code bpf_link__fd}), which belongs to the link and is closed with
   * it.
   *
   * @return the descriptor; -1 for what old kernels attach without one
   * @throws BpfClosedException after close
   */
  public int fd() {
    return use(number -> number);
  }

  /** Waits with a close until the action ends. */
  @Override
  public <T> T use(IntFunction<T> action) {
    lock.lock();
    try {
      requireOpen();
      return action.apply(fd);
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (owner != null && owner.isClosed()) {
      throw owner.lifetime().closed();
    } else if (closed) {
      throw new BpfClosedException(subject);
    }
  }

  /**
   * Whether the link is closed, by itself or with its object.
   *
   * @return true once it is
   */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Detaches the program ({@code bpf_link__destroy}). May be called again.
   *
   * @throws BpfException if the kernel could not detach it; the link is gone all the same
   */
  @Override
  public void close() {
    if (owner == null) {
      release();
      return;
    }
    owner.alone(
        () -> {
          owner.disown(this);
          release();
        });
  }

  private void release() {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        LibbpfCall.number("bpf_link__destroy", subject, handle::release);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return subject;
  }
}
