package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import dev.bpfj.libbpf.map.MapFlags;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Values without keys: {@code BPF_MAP_TYPE_QUEUE} and {@code STACK}. */
final class QueueContent extends MapContent {
  private final Deque<byte[]> values = new ArrayDeque<>(); // the oldest first
  private final long maxEntries;
  private final boolean newestFirst;

  /**
   * Makes an empty one.
   *
   * @param maxEntries how many values it can have
   * @param newestFirst whether it is a stack
   */
  QueueContent(long maxEntries, boolean newestFirst) {
    this.maxEntries = maxEntries;
    this.newestFirst = newestFirst;
  }

  @Override
  byte @Nullable [] lookup(byte[] key) {
    return newestFirst ? values.peekLast() : values.peekFirst();
  }

  @Override
  void update(byte[] key, byte[] value, long flags) {
    requireFlags(flags, MapFlags.EXIST);
    if (flags == MapFlags.NOEXIST) {
      throw new CallFailure(EINVAL);
    }
    if (values.size() >= maxEntries) {
      if (flags != MapFlags.EXIST) {
        throw new CallFailure(E2BIG);
      }
      values.removeFirst();
    }
    values.addLast(value);
  }

  @Override
  byte[] lookupAndDelete(byte[] key, long flags) {
    requireFlags(flags, 0);
    byte[] value = newestFirst ? values.pollLast() : values.pollFirst();
    if (value == null) {
      throw absent();
    }
    return value;
  }

  @Override
  void delete(byte[] key) {
    throw new CallFailure(EINVAL);
  }

  @Override
  byte @Nullable [] nextKey(byte @Nullable [] key) {
    throw new CallFailure(EINVAL);
  }

  @Override
  boolean hasBatches() {
    return false;
  }
}
