package dev.bpfj.libbpf.event;

import dev.bpfj.libbpf.internal.access.Listeners;
import java.util.function.Consumer;

/**
 * Is told of loads, attachments and lost records of this process, from {@link #add} to {@link
 * #remove}:
 *
 * <pre>{@code
 * BpfListener.add(new BpfListener() {
 *   @Override
 *   public void lost(LostRecords lost) {
 *     log(lost.count() + " records of " + lost.map() + " were lost");
 *   }
 * });
 * }</pre>
 *
 * <p>Called by the thread in which it happens, by several at a time, and waited for. What it throws
 * is logged to {@code dev.bpfj.libbpf} and has no other effect.
 */
public interface BpfListener {

  /**
   * Has a listener told.
   *
   * @param listener who is told from now on
   */
  static void add(BpfListener listener) {
    Listeners.add(listener);
  }

  /**
   * Has a listener told no more.
   *
   * @param listener who was added; another one is ignored
   */
  static void remove(BpfListener listener) {
    Listeners.remove(listener);
  }

  /**
   * An object begins to be loaded.
   *
   * @param object its name
   * @return what is told how the load ended, by the same thread
   */
  default Consumer<LoadOutcome> loading(String object) {
    return outcome -> {};
  }

  /**
   * A program or struct_ops map begins to be attached.
   *
   * @param program its name
   * @param hook what to: its section, or the kind of hook, such as {@code Kprobe}
   * @return what is told how that ended, by the same thread
   */
  default Consumer<AttachOutcome> attaching(String program, String hook) {
    return outcome -> {};
  }

  /**
   * The reader of a perf buffer found that records were lost. Ring buffers have no such count: the
   * program whose record does not fit is the only one to know.
   *
   * @param lost how many, and where
   */
  default void lost(LostRecords lost) {}
}
