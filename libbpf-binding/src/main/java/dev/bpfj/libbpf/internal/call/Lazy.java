package dev.bpfj.libbpf.internal.call;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first asked for. Making it may fail, and is then tried again at
 * the next call; a class initializer would fail for as long as the JVM runs.
 *
 * <p>Thread-safe.
 *
 * @param <T> the value's type
 */
public final class Lazy<T> {
  private final Supplier<T> make;
  private volatile @Nullable T value;

  /**
   * Remembers how to make a value.
   *
   * @param make makes it; called by one thread at a time, until it has succeeded
   */
  public Lazy(Supplier<T> make) {
    this.make = make;
  }

  /**
   * Returns the value, and makes it first if necessary.
   *
   * @return the value, the same each time
   */
  public T get() {
    T known = value;
    return known != null ? known : make();
  }

  private synchronized T make() {
    T known = value;
    if (known == null) {
      known = make.get();
      value = known;
    }
    return known;
  }
}
