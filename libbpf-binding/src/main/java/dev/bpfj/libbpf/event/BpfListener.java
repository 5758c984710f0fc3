package dev.bpfj.libbpf.event;

import dev.bpfj.libbpf.internal.access.Listeners;
import java.util.function.Consumer;

/**
 * A listener for loads, attachments and lost records of this process, from {@link #add} to {@link
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
   * Registers a listener.
   *
   * @param listener is notified from now on
   */
  static void add(BpfListener listener) {
    Listeners.add(listener);
  }

  /**
   * Unregisters a listener.
   *
   * @param listener is no longer notified; one that was not registered is ignored
   */
  static void remove(BpfListener listener) {
    Listeners.remove(listener);
  }

  /**
   * For a listener that does not want to know an outcome. Where no listener does, the kernel is not
   * asked for what belongs to it, such as the ids of what was loaded.
   *
   * @param <T> the outcome's type
   * @return a consumer that ignores what it is given
   */
  @SuppressWarnings("unchecked") // it accepts anything
  static <T> Consumer<T> uninterested() {
    return (Consumer<T>) Uninterested.INSTANCE;
  }

  /**
   * An object begins to be loaded.
   *
   * @param object its name
   * @return is given the outcome, by the same thread
   */
  default Consumer<LoadOutcome> loading(String object) {
    return uninterested();
  }

  /**
   * A program or struct_ops map begins to be attached.
   *
   * @param program its name
   * @param hook what to: its section, or the kind of hook, such as {@code Kprobe}
   * @return is given the outcome, by the same thread
   */
  default Consumer<AttachOutcome> attaching(String program, String hook) {
    return uninterested();
  }

  /**
   * The reader of a perf buffer found that records were lost. Ring buffers have no such count: the
   * program whose record does not fit is the only one to know.
   *
   * @param lost how many, and where
   */
  default void lost(LostRecords lost) {}
}
