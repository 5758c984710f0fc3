package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The buffers of processors' records: {@code BPF_MAP_TYPE_PERF_EVENT_ARRAY}. */
final class PerfArrayContent extends MapContent {
  private final Map<Long, PerfEvent> events = new HashMap<>();
  private final long maxEntries;
  private final IntFunction<PerfEvent> byDescriptor;

  PerfArrayContent(long maxEntries, IntFunction<PerfEvent> byDescriptor) {
    this.maxEntries = maxEntries;
    this.byDescriptor = byDescriptor;
  }

  /** A processor's buffer, if one is open. */
  @Nullable PerfEvent event(int cpu) {
    return events.get((long) cpu);
  }

  @Override
  void update(byte[] key, byte[] value, long flags) {
    if (flags != 0) {
      throw new CallFailure(EINVAL);
    } else if (Keys.index(key) >= maxEntries) {
      throw new CallFailure(E2BIG);
    }
    events.put(Keys.index(key), byDescriptor.apply(Keys.number(value)));
  }

  @Override
  void delete(byte[] key) {
    if (Keys.index(key) >= maxEntries) {
      throw new CallFailure(E2BIG);
    } else if (events.remove(Keys.index(key)) == null) {
      throw absent();
    }
  }

  @Override
  byte @Nullable [] nextKey(byte @Nullable [] key) {
    return Keys.nextIndex(key, maxEntries);
  }
}
