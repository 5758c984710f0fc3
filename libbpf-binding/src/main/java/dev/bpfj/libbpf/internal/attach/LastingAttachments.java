package dev.bpfj.libbpf.internal.attach;

import dev.bpfj.libbpf.error.BpfException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Attachments that the kernel keeps when the process ends, since it has no link of them: filters of
 * traffic control, what is attached by type, struct_ops maps without a link. They are released when
 * the JVM ends in an orderly way, which includes SIGINT and SIGTERM; a JVM that is killed leaves
 * them.
 *
 * <p>The shutdown hook is there only while there is something to release: it keeps its class loader
 * alive. Thread-safe.
 */
public final class LastingAttachments {
  private static final Logger LOGGER = System.getLogger("dev.bpfj.libbpf");

  // The lock is taken after any object's, and held while something is released, so that an object
  // that is being closed waits for a release by the shutdown hook.
  private static final Set<Lasting> ATTACHED = new LinkedHashSet<>();
  private static @Nullable Thread hook;
  private static boolean ended;

  private LastingAttachments() {}

  /**
   * Makes an attachment. If the kernel has no link of it, it is released when the JVM ends, if
   * nobody has done so before.
   */
  public static LinkHandle attach(String subject, Supplier<LinkHandle> attach) {
    synchronized (ATTACHED) {
      requireHook(subject);
      try {
        LinkHandle attachment = attach.get();
        if (attachment.fd() >= 0) {
          return attachment;
        }
        Lasting lasting = new Lasting(subject, attachment);
        ATTACHED.add(lasting);
        return lasting;
      } finally {
        removeHookIfUnused();
      }
    }
  }

  /** Whether the shutdown hook is there. */
  static boolean hasHook() {
    synchronized (ATTACHED) {
      return hook != null;
    }
  }

  private static void requireHook(String subject) {
    if (ended) {
      throw ending(subject, null);
    } else if (hook == null) {
      Thread thread = new Thread(null, LastingAttachments::releaseAll, "bpfj-detach", 0, false);
      thread.setContextClassLoader(null);
      try {
        Runtime.getRuntime().addShutdownHook(thread);
      } catch (IllegalStateException e) {
        throw ending(subject, e);
      }
      hook = thread;
    }
  }

  private static IllegalStateException ending(String subject, @Nullable Throwable cause) {
    return new IllegalStateException(
        subject + ": is not attached, since the JVM is ending and the kernel would keep it", cause);
  }

  private static void removeHookIfUnused() {
    Thread thread = hook;
    if (thread != null && ATTACHED.isEmpty() && !ended) {
      try {
        Runtime.getRuntime().removeShutdownHook(thread);
        hook = null;
      } catch (IllegalStateException e) {
        LOGGER.log(Level.DEBUG, "the JVM is ending", e); // the hook finds nothing to do
      }
    }
  }

  private static void releaseAll() {
    synchronized (ATTACHED) {
      ended = true;
      List<Lasting> newestFirst = new ArrayList<>(ATTACHED);
      Collections.reverse(newestFirst);
      for (Lasting lasting : newestFirst) {
        try {
          lasting.release(lasting.subject);
        } catch (BpfException e) {
          LOGGER.log(Level.WARNING, lasting.subject + ": stays attached", e);
        }
      }
    }
  }

  /** An attachment that is released once, by its link or by the shutdown hook. */
  private static final class Lasting implements LinkHandle {
    private final String subject;
    private final LinkHandle attachment;

    Lasting(String subject, LinkHandle attachment) {
      this.subject = subject;
      this.attachment = attachment;
    }

    @Override
    public int fd() {
      return attachment.fd();
    }

    @Override
    public String whyNoLink() {
      return attachment.whyNoLink();
    }

    @Override
    public void release(String linkSubject) {
      synchronized (ATTACHED) {
        if (ATTACHED.remove(this)) {
          try {
            attachment.release(linkSubject);
          } finally {
            removeHookIfUnused();
          }
        }
      }
    }
  }
}
