package dev.bpfj.micrometer;

import dev.bpfj.libbpf.skeleton.Skeleton;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Meters of a skeleton's global variables, which are read without a system call:
 *
 * <pre>{@code
 * GlobalMetrics.of(skel)
 *     .counter("opensnoop.opens", "files that were opened", s -> s.bss().opens())
 *     .gauge("opensnoop.running", "calls that have not returned", s -> s.bss().running())
 *     .bindTo(registry);
 * }</pre>
 *
 * @param <S> the skeleton's type
 */
public final class GlobalMetrics<S extends Skeleton> implements MeterBinder, AutoCloseable {
  private final S skeleton;
  private final Iterable<Tag> tags;
  private final List<Function<MeterRegistry, Meter>> meters = new CopyOnWriteArrayList<>();
  private final Bindings bindings = new Bindings();

  private GlobalMetrics(S skeleton, Iterable<Tag> tags) {
    this.skeleton = skeleton;
    this.tags = tags;
  }

  /**
   * Begins with no meters.
   *
   * @param skeleton whose globals are read; it can be loaded later
   * @param <S> its type
   * @return the binder
   */
  public static <S extends Skeleton> GlobalMetrics<S> of(S skeleton) {
    return of(skeleton, Tags.empty());
  }

  /**
   * Begins with no meters.
   *
   * @param skeleton whose globals are read; it can be loaded later
   * @param tags what all its meters have
   * @param <S> its type
   * @return the binder
   */
  public static <S extends Skeleton> GlobalMetrics<S> of(S skeleton, Iterable<Tag> tags) {
    return new GlobalMetrics<>(skeleton, tags);
  }

  /**
   * Adds a counter.
   *
   * @param name the meter's name, such as {@code opensnoop.opens}
   * @param description what it counts
   * @param global reads a variable that only grows; unsigned
   * @return this
   */
  public GlobalMetrics<S> counter(
      String name, String description, ToLongFunction<? super S> global) {
    ToDoubleFunction<S> count =
        Reading.ofCounter(skel -> Reading.unsigned(global.applyAsLong(skel)));
    meters.add(
        registry ->
            FunctionCounter.builder(name, skeleton, count)
                .description(description)
                .tags(tags)
                .register(registry));
    return this;
  }

  /**
   * Adds a gauge.
   *
   * @param name the meter's name
   * @param description what it shows
   * @param global reads a variable that grows and shrinks
   * @return this
   */
  public GlobalMetrics<S> gauge(
      String name, String description, ToDoubleFunction<? super S> global) {
    ToDoubleFunction<S> value = Reading.ofGauge(global);
    meters.add(
        registry ->
            Gauge.builder(name, skeleton, value)
                .description(description)
                .tags(tags)
                .register(registry));
    return this;
  }

  /**
   * Registers the meters.
   *
   * @param registry where to
   * @throws IllegalStateException if it has one of the same name and tags
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    bindings.bind(registry, meters);
  }

  /** Removes the meters from the registries that they are in. */
  @Override
  public void close() {
    bindings.unbind();
  }
}
