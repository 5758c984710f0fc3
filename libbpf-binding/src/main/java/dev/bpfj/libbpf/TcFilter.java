package dev.bpfj.libbpf;

import dev.bpfj.libbpf.attach.TcPoint;
import dev.bpfj.libbpf.error.BpfException;

/**
 * A program that a {@link TcHook} has attached to traffic control. Closing the hook or the
 * program's object removes it too. Safe for use by several threads.
 */
public final class TcFilter implements AutoCloseable {
  private final TcHook hook;
  private final BpfObject object;
  private final TcPoint point;
  private final Info info;
  private final String subject;
  private boolean closed; // guarded by the object's lock

  /**
   * What the kernel says of a filter.
   *
   * @param handle its number among those of its priority
   * @param priority when among the place's filters: the lower, the sooner
   * @param programId its program's id
   */
  public record Info(int handle, int priority, int programId) {}

  TcFilter(TcHook hook, BpfObject object, TcPoint point, Info info, String program) {
    this.hook = hook;
    this.object = object;
    this.point = point;
    this.info = info;
    this.subject = program + ": filter in the " + hook;
  }

  /**
   * The filter's number among those of its priority.
   *
   * @return as it was chosen, by the kernel if not by the caller
   */
  public int handle() {
    return info.handle();
  }

  /**
   * When the filter comes among the place's.
   *
   * @return as it was chosen, by the kernel if not by the caller
   */
  public int priority() {
    return info.priority();
  }

  /**
   * The program's id.
   *
   * @return as it was when the program was attached
   */
  public int programId() {
    return info.programId();
  }

  /**
   * Removes the filter ({@code bpf_tc_detach}). May be called again, and when something else has
   * removed it.
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
            hook.detach(this, point);
          }
        });
  }

  @Override
  public String toString() {
    return subject;
  }
}
