package dev.bpfj.micrometer;

import dev.bpfj.libbpf.ring.Ring;
import dev.bpfj.libbpf.ring.RingBuffer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Meters of the rings that a {@link RingBuffer} reads: how far its reader is behind ({@code
 * bpf.ring.lag}), how large they are ({@code bpf.ring.size}) and how much was read ({@code
 * bpf.ring.consumed}), in bytes with headers, by {@code map}.
 *
 * <p>The kernel does not count what a ring had no room for. The program whose record was refused
 * counts it in a variable, which {@link GlobalMetrics} shows.
 */
public final class RingBufferMetrics implements MeterBinder {
  private final RingBuffer buffer;

  private RingBufferMetrics(RingBuffer buffer) {
    this.buffer = buffer;
  }

  /**
   * Of the rings that it reads when the meters are bound.
   *
   * @param buffer the reader
   * @return the binder
   */
  public static RingBufferMetrics of(RingBuffer buffer) {
    return new RingBufferMetrics(buffer);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Ring ring : buffer.rings()) {
      Tags tags = Tags.of("map", ring.map().name());
      Gauge.builder("bpf.ring.lag", ring, Reading.ofGauge(Ring::availableBytes))
          .description("what is in the ring")
          .baseUnit(BaseUnits.BYTES)
          .tags(tags)
          .register(registry);
      Gauge.builder("bpf.ring.size", ring, Ring::size)
          .description("the ring's size")
          .baseUnit(BaseUnits.BYTES)
          .tags(tags)
          .register(registry);
      FunctionCounter.builder("bpf.ring.consumed", ring, Reading.ofCounter(Ring::consumerPosition))
          .description("what was read of the ring")
          .baseUnit(BaseUnits.BYTES)
          .tags(tags)
          .register(registry);
    }
  }
}
