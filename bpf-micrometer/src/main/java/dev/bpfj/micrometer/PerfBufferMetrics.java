package dev.bpfj.micrometer;

import dev.bpfj.libbpf.ring.PerfBuffer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Meters of a {@link PerfBuffer}: records that were lost since its reader was behind ({@code
 * bpf.perf.lost}, by {@code cpu}), and places that held no record ({@code bpf.perf.malformed}).
 */
public final class PerfBufferMetrics implements MeterBinder, AutoCloseable {
  private final PerfBuffer buffer;
  private final Iterable<Tag> tags;
  private final Bindings bindings = new Bindings();

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

  /**
   * Registers the meters.
   *
   * @param registry where to
   * @throws IllegalStateException if it has one of the same name and tags
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    List<Function<MeterRegistry, Meter>> meters = new ArrayList<>();
    buffer.lostByCpu().keySet().forEach(cpu -> meters.add(each -> lost(cpu, each)));
    meters.add(this::malformed);
    bindings.bind(registry, meters);
  }

  private Meter lost(Integer cpu, MeterRegistry registry) {
    return FunctionCounter.builder(
            "bpf.perf.lost", buffer, perf -> perf.lostByCpu().getOrDefault(cpu, 0L))
        .description("records that were lost because the buffer was full")
        .tags(Tags.of(tags).and("cpu", cpu.toString()))
        .register(registry);
  }

  private Meter malformed(MeterRegistry registry) {
    return FunctionCounter.builder("bpf.perf.malformed", buffer, PerfBuffer::malformed)
        .description("places in the buffer that held no record")
        .tags(tags)
        .register(registry);
  }

  /** Removes the meters from the registries that they are in. */
  @Override
  public void close() {
    bindings.unbind();
  }
}
