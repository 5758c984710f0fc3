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

  /** Does a release; its failure is kept, added to the first one if there is one. */
  public void collect(Runnable release) {
    try {
      release.run();
    } catch (BpfException e) {
      if (first == null) {
        first = e;
      } else {
        first.addSuppressed(e);
      }
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
