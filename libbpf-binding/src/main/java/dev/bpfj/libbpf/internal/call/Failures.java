package dev.bpfj.libbpf.internal.call;

import dev.bpfj.libbpf.error.BpfException;
import org.jspecify.annotations.Nullable;

/**
 * The failures of several releases, each of which is done whatever became of those before. Not
 * thread-safe.
 */
public final class Failures {
  private @Nullable RuntimeException first;

  public Failures() {}

  /** Begins with the failure that is the reason for the releases. */
  public Failures(RuntimeException reason) {
    first = reason;
  }

  /** Keeps the failure of a release, added to the first one if there is one. */
  public void add(BpfException failure) {
    if (first == null) {
      first = failure;
    } else {
      first.addSuppressed(failure);
    }
  }

  /** The first failure with those after it, or null if there is none. */
  public @Nullable RuntimeException first() {
    return first;
  }

  /** Throws the first failure, if there is one. */
  public void throwFirst() {
    if (first != null) {
      throw first;
    }
  }
}
