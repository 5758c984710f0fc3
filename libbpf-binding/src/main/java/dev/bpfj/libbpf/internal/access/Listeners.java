package dev.bpfj.libbpf.internal.access;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who is to be told what happens. A listener that throws is logged, and harms nobody else.
 *
 * <p>Thread-safe.
 */
public final class Listeners {
  private static volatile List<Object> all = List.of();

  private Listeners() {}

  /** Whether nobody is to be told: what is asked first, as it costs nothing. */
  public static boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Adds one.
   *
   * @param listener who is told from now on
   */
  public static synchronized void add(Object listener) {
    List<Object> more = new ArrayList<>(all);
    more.add(listener);
    all = List.copyOf(more);
  }

  /**
   * Removes one.
   *
   * @param listener who is told no more; nothing happens if it is not there
   */
  public static synchronized void remove(Object listener) {
    List<Object> fewer = new ArrayList<>(all);
    fewer.removeIf(each -> each == listener);
    all = List.copyOf(fewer);
  }

  /**
   * Tells all of a type.
   *
   * @param type the listeners' type
   * @param what tells one
   * @param <T> the listeners' type
   */
  public static <T> void tell(Class<T> type, Consumer<? super T> what) {
    for (Object listener : all) {
      if (type.isInstance(listener)) {
        guard(what, type.cast(listener));
      }
    }
  }

  /**
   * Calls what belongs to a listener.
   *
   * @param part of a listener
   * @param what it is given
   * @param <T> its type
   */
  public static <T> void guard(Consumer<? super T> part, T what) {
    try {
      part.accept(what);
    } catch (RuntimeException e) {
      System.getLogger("dev.bpfj.libbpf").log(Level.WARNING, "a listener of BPF events threw", e);
    }
  }
}
