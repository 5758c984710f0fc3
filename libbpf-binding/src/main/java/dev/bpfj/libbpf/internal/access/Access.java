package dev.bpfj.libbpf.internal.access;

import org.jspecify.annotations.Nullable;

/**
 * Where a public class leaves an access of its own when it is initialized, and where others find
 * it, who have the class initialized if it is not.
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
