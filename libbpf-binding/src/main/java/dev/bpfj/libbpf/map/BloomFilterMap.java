package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.codec.MapCodec;
import java.util.Objects;

/**
 * A Bloom filter (Linux 5.16): a set to which values can be added, and which says of others that
 * they are surely not in it.
 *
 * <p>All operations throw {@link IllegalStateException} before load, {@link BpfClosedException}
 * after close and {@link BpfException} if the kernel refuses. Thread-safe.
 *
 * @param <V> the type of values
 */
public final class BloomFilterMap<V> implements MapKind {
  private final BpfMap map;
  private final TypedMap<NoKey, V> entries;

  private BloomFilterMap(BpfMap map, MapCodec<V> values) {
    this.map = Objects.requireNonNull(map, "map");
    this.entries = TypedMap.of(map, NoKey.NONE, values);
  }

  /**
   * Gives a Bloom filter a type.
   *
   * @param map the map, a {@link MapType#BLOOM_FILTER}
   * @param values the codec of its values
   * @param <V> the type of values
   * @return the map with a type
   */
  public static <V> BloomFilterMap<V> of(BpfMap map, MapCodec<V> values) {
    return new BloomFilterMap<>(map, values);
  }

  @Override
  public BpfMap map() {
    return map;
  }

  /**
   * Adds a value ({@code bpf_map_update_elem} without a key), for good.
   *
   * @param value the value
   */
  public void add(V value) {
    entries.update(NoKey.NONE, value);
  }

  /**
   * Whether a value may have been added ({@code bpf_map_lookup_elem} without a key).
   *
   * @param value the value
   * @return false if it surely was not; true if it was, and sometimes if it was not
   */
  public boolean mayContain(V value) {
    return entries.isKnown(NoKey.NONE, value);
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
