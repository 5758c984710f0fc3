package dev.bpfj.libbpf.ring;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;

/**
 * A walker's loop over a chunk of records, called in a way that C2 does not inline. Inlined into
 * the loops around it, down from whoever polls, it is left with too few registers, and takes up to
 * twice as long. The call is one in 32 KiB.
 */
final class InnerLoop {
  private static final String METHOD = "walkChunk";

  // Not in a static field, where the JIT would take it for a constant, and look into it.
  private final MethodHandle loop;

  /**
   * A walker's method {@code int walkChunk(long stop)}.
   *
   * @param lookup the walker's own
   * @param walker the walker
   */
  InnerLoop(Lookup lookup, Walker walker) {
    try {
      loop = lookup.bind(walker, METHOD, methodType(int.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(walker.getClass() + ": has no loop", e);
    }
  }

  /**
   * Walks.
   *
   * @param stop the address at which to stop
   * @return what the loop returns
   */
  int walk(long stop) {
    try {
      return (int) loop.invokeExact(stop);
    } catch (Throwable e) {
      throw InnerLoop.<RuntimeException>asItIs(e);
    }
  }

  /** What handlers throw, declared or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T asItIs(Throwable e) throws T {
    throw (T) e;
  }
}
