package dev.bpfj.micrometer;

import dev.bpfj.libbpf.ring.PerfBuffer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of a {@link PerfBuffer}: records that were lost since its reader was behind ({@code
 * bpf.perf.lost}, by {@code cpu}), and places that held no record ({@code bpf.perf.malformed}).
 */
public final class PerfBufferMetrics implements MeterBinder {
  private final PerfBuffer buffer;
  private final Iterable<Tag> tags;

  private PerfBufferMetrics(PerfBuffer buffer, Iterable<Tag> tags) {
    this.buffer = buffer;
    this.tags = tags;
  }

  /**
   * Of all processors.
   *
   * @param buffer the reader
   * @param tags what tells it from others, such as the map's name
   * @return the binder
   */
  public static PerfBufferMetrics of(PerfBuffer buffer, Iterable<Tag> tags) {
    return new PerfBufferMetrics(buffer, tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Integer cpu : buffer.lostByCpu().keySet()) {
      FunctionCounter.builder(
              "bpf.perf.lost", buffer, perf -> perf.lostByCpu().getOrDefault(cpu, 0L))
          .description("records that were lost because the buffer was full")
          .tags(Tags.of(tags).and("cpu", cpu.toString()))
          .register(registry);
    }
    FunctionCounter.builder("bpf.perf.malformed", buffer, PerfBuffer::malformed)
        .description("places in the buffer that held no record")
        .tags(tags)
        .register(registry);
  }
}
