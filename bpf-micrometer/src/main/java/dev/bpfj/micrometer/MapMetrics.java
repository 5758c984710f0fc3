package dev.bpfj.micrometer;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.ArrayMap;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.TypedMap;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Meters of a map: how many entries it has ({@code bpf.map.entries}) and may have ({@code
 * bpf.map.max.entries}), and of what its values hold, by tags that are made of keys:
 *
 * <pre>{@code
 * MapMetrics.of(skel.maps().flows(), key -> Tags.of("port", Integer.toString(key.port())))
 *     .counter("flows.bytes", "bytes", Flow::bytes)
 *     .gauge("flows.window", "bytes that may be under way", Flow::window)
 *     .bindTo(registry);
 * }</pre>
 *
 * <p>Reading {@code bpf.map.entries}, as each scrape does, walks over the map once, and the values
 * of that walk are what the other meters show. Entries that have come get their meters then, which
 * a scrape that has begun may show the next time only; those of entries that have gone are removed.
 * Entries with the same tags are added up.
 *
 * @param <K> the keys' type
 * @param <V> the values' type
 */
public final class MapMetrics<K, V> implements MeterBinder {

  /** Has all entries told. */
  private interface Walk<K, V> {
    void over(BiConsumer<K, V> action);
  }

  private record Column<V>(
      String name, String description, ToDoubleFunction<? super V> value, boolean isCounter) {}

  private final BpfMap map;
  private final Walk<K, V> walk;
  private final Function<? super K, ? extends Iterable<Tag>> tags;
  private final List<Column<V>> columns = new ArrayList<>();

  private MapMetrics(
      BpfMap map, Walk<K, V> walk, Function<? super K, ? extends Iterable<Tag>> tags) {
    this.map = map;
    this.walk = walk;
    this.tags = tags;
  }

  /**
   * Begins with the number of entries alone.
   *
   * @param map the map; it can be loaded later
   * @param tags makes tags of a key, few different ones: each is a time series of its own
   * @param <K> the keys' type
   * @param <V> the values' type
   * @return the binder
   */
  public static <K, V> MapMetrics<K, V> of(
      TypedMap<K, V> map, Function<? super K, ? extends Iterable<Tag>> tags) {
    return new MapMetrics<>(map.map(), map::forEach, tags);
  }

  /**
   * Begins with the number of elements alone.
   *
   * @param map the array; it can be loaded later
   * @param tags makes tags of an index
   * @param <V> the values' type
   * @return the binder
   */
  public static <V> MapMetrics<Integer, V> of(
      ArrayMap<V> map, Function<? super Integer, ? extends Iterable<Tag>> tags) {
    return new MapMetrics<>(map.map(), action -> map.forEach(action::accept), tags);
  }

  /**
   * Adds a counter for each entry.
   *
   * @param name the meters' name
   * @param description what they count
   * @param value reads what only grows of a value
   * @return this
   */
  public MapMetrics<K, V> counter(
      String name, String description, ToDoubleFunction<? super V> value) {
    columns.add(new Column<>(name, description, value, true));
    return this;
  }

  /**
   * Adds a gauge for each entry.
   *
   * @param name the meters' name
   * @param description what they show
   * @param value reads what grows and shrinks of a value
   * @return this
   */
  public MapMetrics<K, V> gauge(
      String name, String description, ToDoubleFunction<? super V> value) {
    columns.add(new Column<>(name, description, value, false));
    return this;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Rows rows = new Rows(registry, List.copyOf(columns));
    Gauge.builder("bpf.map.entries", rows, Rows::refresh)
        .description("entries of a BPF map")
        .tag("map", map.name())
        .strongReference(true) // nobody else holds it
        .register(registry);
    Gauge.builder("bpf.map.max.entries", map, Reading.ofGauge(each -> (double) each.maxEntries()))
        .description("entries that a BPF map has room for")
        .tag("map", map.name())
        .register(registry);
    double entries = rows.refresh(); // so that the first scrape has them
    assert entries >= 0 || Double.isNaN(entries);
  }

  /** The meters of entries in one registry. */
  private final class Rows {
    private final MeterRegistry registry;
    private final List<Column<V>> shown;
    private final Map<Tags, List<Meter>> meters = new HashMap<>(); // guarded by this
    private volatile Map<Tags, double[]> values = Map.of();

    Rows(MeterRegistry registry, List<Column<V>> shown) {
      this.registry = registry;
      this.shown = shown;
    }

    /** Reads all; how many there are, NaN if they cannot be read. */
    synchronized double refresh() {
      Map<Tags, double[]> read = new HashMap<>();
      long[] entries = new long[1];
      try {
        walk.over(
            (key, value) -> {
              entries[0]++;
              add(read.computeIfAbsent(Tags.of(tags.apply(key)), any -> none()), value);
            });
      } catch (BpfException | IllegalStateException e) { // closed, or not loaded yet
        return Double.NaN;
      }
      values = read;
      meters.entrySet().removeIf(row -> hasGone(row, read));
      read.keySet().forEach(row -> meters.computeIfAbsent(row, this::register));
      return entries[0];
    }

    private double[] none() {
      return new double[shown.size()];
    }

    private void add(double[] sums, V value) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += shown.get(i).value().applyAsDouble(value);
      }
    }

    private boolean hasGone(Map.Entry<Tags, List<Meter>> row, Map<Tags, double[]> read) {
      boolean gone = !read.containsKey(row.getKey());
      if (gone) {
        row.getValue().forEach(registry::remove);
      }
      return gone;
    }

    private List<Meter> register(Tags row) {
      List<Meter> registered = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        registered.add(register(row, i));
      }
      return registered;
    }

    private Meter register(Tags row, int number) {
      Column<V> column = shown.get(number);
      if (column.isCounter()) {
        return FunctionCounter.builder(
                column.name(), this, Reading.ofCounter(rows -> rows.value(row, number)))
            .description(column.description())
            .tags(row)
            .register(registry);
      }
      return Gauge.builder(column.name(), this, rows -> rows.value(row, number))
          .description(column.description())
          .tags(row)
          .register(registry);
    }

    private double value(Tags row, int number) {
      double @Nullable [] sums = values.get(row);
      return sums == null ? Double.NaN : sums[number];
    }
  }
}
