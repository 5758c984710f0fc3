package dev.bpfj.libbpf.internal.access;

import org.jspecify.annotations.Nullable;

/**
 * Holds an access that a public class registers when it is initialized. Getting it initializes the
 * class if necessary.
 *
 * <p>Thread-safe.
 *
 * @param <A> the access's type, whatever classes it is for
 */
final class Access<A> {
  private volatile @Nullable A set;

  void set(A access) {
    set = access;
  }

  /** The access that a class has set. */
  A of(Class<?> owner) {
    A known = set;
    return known != null ? known : initialized(owner);
  }

  private A initialized(Class<?> owner) {
    try {
      Class.forName(owner.getName(), true, owner.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
    A known = set;
    if (known == null) {
      throw new IllegalStateException(owner.getName() + " gives no access");
    }
    return known;
  }
}
