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
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

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
 * Entries with the same tags are added up. What an entry has counted stays in that sum after it was
 * deleted, as long as another with the same tags is left, so that counters do not fall.
 *
 * @param <K> the keys' type
 * @param <V> the values' type
 */
public final class MapMetrics<K, V> implements MeterBinder, AutoCloseable {

  /** The entries of a map. */
  private interface Source<K, V> {
    void walk(BiConsumer<K, V> action);
  }

  private record Column<V>(
      String name, String description, ToDoubleFunction<? super V> value, boolean isCounter) {}

  private final BpfMap map;
  private final Source<K, V> source;
  private final Function<? super K, ? extends Iterable<Tag>> tags;
  private final List<Column<V>> columns = new CopyOnWriteArrayList<>();
  private volatile Tags common = Tags.empty();
  private final List<Rows> bound = new CopyOnWriteArrayList<>();
  private final Bindings bindings = new Bindings();

  private MapMetrics(
      BpfMap map, Source<K, V> source, Function<? super K, ? extends Iterable<Tag>> tags) {
    this.map = map;
    this.source = source;
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
   * Adds tags to all its meters, those of entries included.
   *
   * @param common what tells the map from others that are called the same
   * @return this
   */
  public MapMetrics<K, V> tags(Iterable<Tag> common) {
    this.common = Tags.of(common);
    return this;
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

  /**
   * Registers the meters.
   *
   * @param registry where to; of entries whose meters it has already it shows those that are there
   * @throws IllegalStateException if it has {@code bpf.map.entries} of a map of the same name and
   *     tags
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    Rows rows = new Rows(registry, common, List.copyOf(columns));
    bindings.bind(
        registry, List.of(each -> entries(rows).register(each), each -> room().register(each)));
    bound.add(rows);
    double entries = rows.refresh(); // so that the first scrape has them
    assert entries >= 0 || Double.isNaN(entries);
  }

  private Gauge.Builder<?> entries(Rows rows) {
    return Gauge.builder("bpf.map.entries", rows, Rows::refresh)
        .description("entries of a BPF map")
        .tags(common.and("map", map.name()))
        .strongReference(true); // nobody else holds it
  }

  private Gauge.Builder<?> room() {
    return Gauge.builder(
            "bpf.map.max.entries", map, Reading.ofGauge(each -> (double) each.maxEntries()))
        .description("entries that a BPF map has room for")
        .tags(common.and("map", map.name()));
  }

  /** Removes the meters from the registries that they are in. */
  @Override
  public void close() {
    bindings.unbind();
    bound.forEach(Rows::remove);
    bound.clear();
  }

  /** The meters of entries in one registry. */
  private final class Rows {
    private final MeterRegistry registry;
    private final Tags common;
    private final List<Column<V>> shown;
    private final EntrySums sums;
    private final Map<Tags, List<Meter>> meters = new HashMap<>(); // guarded by this
    private boolean removed; // guarded by this

    Rows(MeterRegistry registry, Tags common, List<Column<V>> shown) {
      this.registry = registry;
      this.common = common;
      this.shown = shown;
      this.sums = new EntrySums(shown.stream().map(Column::isCounter).toList());
    }

    /** Reads all; how many there are, NaN if they cannot be read. */
    synchronized double refresh() {
      if (removed) { // by a scrape that had begun
        return Double.NaN;
      }
      EntrySums.Walk read = sums.new Walk();
      try {
        source.walk((key, value) -> read.add(key, common.and(tags.apply(key)), numbers(value)));
      } catch (BpfException | IllegalStateException e) { // closed, or not loaded yet
        return Double.NaN;
      }
      long entries = read.end();
      meters.entrySet().removeIf(this::hasGone);
      if (!meters.keySet().containsAll(sums.tags())) {
        Set<Meter> others = Bindings.metersOf(registry);
        sums.tags().forEach(row -> meters.computeIfAbsent(row, tags -> register(tags, others)));
      }
      return entries;
    }

    private EntrySums.Numbers numbers(V value) {
      EntrySums.Numbers numbers = new EntrySums.Numbers(shown.size());
      for (int i = 0; i < shown.size(); i++) {
        numbers.add(i, shown.get(i).value().applyAsDouble(value));
      }
      return numbers;
    }

    private boolean hasGone(Map.Entry<Tags, List<Meter>> row) {
      boolean gone = !sums.tags().contains(row.getKey());
      if (gone) {
        row.getValue().forEach(registry::remove);
      }
      return gone;
    }

    synchronized void remove() {
      removed = true;
      meters.values().forEach(row -> row.forEach(registry::remove));
      meters.clear();
    }

    // Without what another binder has in the registry, and will remove.
    private List<Meter> register(Tags row, Set<Meter> others) {
      List<Meter> registered = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        Meter meter = register(row, i);
        if (!others.contains(meter)) {
          registered.add(meter);
        }
      }
      return registered;
    }

    private Meter register(Tags row, int number) {
      Column<V> column = shown.get(number);
      if (column.isCounter()) {
        return FunctionCounter.builder(
                column.name(), this, Reading.ofCounter(rows -> rows.sums.value(row, number)))
            .description(column.description())
            .tags(row)
            .register(registry);
      }
      return Gauge.builder(column.name(), this, rows -> rows.sums.value(row, number))
          .description(column.description())
          .tags(row)
          .register(registry);
    }
  }
}
