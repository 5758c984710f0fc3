package dev.bpfj.test.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The errno of each thread, and which calls are to fail.
 *
 * <p>Thread-safe.
 */
final class Errors {
  private final ThreadLocal<Integer> last = ThreadLocal.withInitial(() -> 0);
  private final Map<String, Integer> toFail = new ConcurrentHashMap<>();

  void set(int errno) {
    last.set(errno);
  }

  int last() {
    return last.get();
  }

  /** Has the next call of a function fail. */
  void failNext(String function, int errno) {
    toFail.put(function, errno);
  }

  void failIfTold(String function) {
    if (!toFail.isEmpty()) {
      Integer errno = toFail.remove(function);
      if (errno != null) {
        throw new CallFailure(errno);
      }
    }
  }

  /** A call that returns 0 or -errno. */
  int call(String function, Runnable action) {
    try {
      failIfTold(function);
      action.run();
      return 0;
    } catch (CallFailure e) {
      set(e.errno());
      return -e.errno();
    }
  }

  /** A byte array that must be there. */
  static byte[] found(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw MapContent.absent();
    }
    return bytes;
  }
}
