package dev.bpfj.micrometer;

import dev.bpfj.libbpf.ring.Ring;
import dev.bpfj.libbpf.ring.RingBuffer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Meters of the rings that a {@link RingBuffer} reads: how far its reader is behind ({@code
 * bpf.ring.lag}), how large they are ({@code bpf.ring.size}) and how much was read ({@code
 * bpf.ring.consumed}), in bytes with headers, by {@code map}, and by {@code ring}, from 0 in the
 * order in which they were added, where maps of the same name are read.
 *
 * <p>The kernel does not count what a ring had no room for. The program whose record was refused
 * counts it in a variable, which {@link GlobalMetrics} shows.
 */
public final class RingBufferMetrics implements MeterBinder, AutoCloseable {
  private final RingBuffer buffer;
  private final Iterable<Tag> tags;
  private final Bindings bindings = new Bindings();

  private RingBufferMetrics(RingBuffer buffer, Iterable<Tag> tags) {
    this.buffer = buffer;
    this.tags = tags;
  }

  /**
   * Of the rings that it reads when the meters are bound.
   *
   * @param buffer the reader
   * @return the binder
   */
  public static RingBufferMetrics of(RingBuffer buffer) {
    return of(buffer, Tags.empty());
  }

  /**
   * Of the rings that it reads when the meters are bound.
   *
   * @param buffer the reader
   * @param tags what tells its rings from others whose maps are called the same
   * @return the binder
   */
  public static RingBufferMetrics of(RingBuffer buffer, Iterable<Tag> tags) {
    return new RingBufferMetrics(buffer, tags);
  }

  /**
   * Registers the meters.
   *
   * @param registry where to
   * @throws IllegalStateException if it has one of the same name and tags
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    List<Function<MeterRegistry, Meter>> meters = new ArrayList<>();
    List<Ring> rings = buffer.rings();
    for (Ring ring : rings) {
      Tags named = Tags.of(tags).and("map", ring.map().name());
      if (rings.stream().filter(other -> haveOneName(ring, other)).count() > 1) {
        named = named.and("ring", Integer.toString(rings.indexOf(ring)));
      }
      add(meters, ring, named);
    }
    bindings.bind(registry, meters);
  }

  private static boolean haveOneName(Ring ring, Ring other) {
    return ring.map().name().equals(other.map().name());
  }

  private static void add(List<Function<MeterRegistry, Meter>> meters, Ring ring, Tags named) {
    meters.add(each -> lag(ring, named).register(each));
    meters.add(each -> size(ring, named).register(each));
    meters.add(each -> consumed(ring, named).register(each));
  }

  private static Gauge.Builder<Ring> lag(Ring ring, Tags tags) {
    return Gauge.builder("bpf.ring.lag", ring, Reading.ofGauge(Ring::availableBytes))
        .description("what is in the ring")
        .baseUnit(BaseUnits.BYTES)
        .tags(tags);
  }

  private static Gauge.Builder<Ring> size(Ring ring, Tags tags) {
    return Gauge.builder("bpf.ring.size", ring, Ring::size)
        .description("the ring's size")
        .baseUnit(BaseUnits.BYTES)
        .tags(tags);
  }

  private static FunctionCounter.Builder<Ring> consumed(Ring ring, Tags tags) {
    return FunctionCounter.builder(
            "bpf.ring.consumed", ring, Reading.ofCounter(Ring::consumerPosition))
        .description("what was read of the ring")
        .baseUnit(BaseUnits.BYTES)
        .tags(tags);
  }

  /** Removes the meters from the registries that they are in. */
  @Override
  public void close() {
    bindings.unbind();
  }
}
