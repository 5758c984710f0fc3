package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.codec.MapCodec;
import java.util.Objects;
import java.util.Optional;

/**
 * A queue or a stack: values without keys. A queue gives first what was pushed first, a stack what
 * was pushed last.
 *
 * <p>All operations throw {@link IllegalStateException} before load, {@link BpfClosedException}
 * after close and {@link BpfException} if the kernel refuses. Thread-safe.
 *
 * @param <V> the type of values
 */
public final class QueueMap<V> implements MapKind {
  private final BpfMap map;
  private final TypedMap<NoKey, V> entries;

  private QueueMap(BpfMap map, MapCodec<V> values) {
    this.map = Objects.requireNonNull(map, "map");
    this.entries = TypedMap.of(map, NoKey.NONE, values);
  }

  /**
   * Gives a queue or stack a type.
   *
   * @param map the map, a {@link MapType#QUEUE} or {@link MapType#STACK}
   * @param values the codec of its values
   * @param <V> the type of values
   * @return the map with a type
   */
  public static <V> QueueMap<V> of(BpfMap map, MapCodec<V> values) {
    return new QueueMap<>(map, values);
  }

  @Override
  public BpfMap map() {
    return map;
  }

  /**
   * Puts a value in ({@code bpf_map_update_elem} without a key).
   *
   * @param value the value
   * @throws BpfException -E2BIG if the map is full
   */
  public void push(V value) {
    push(value, MapFlags.ANY);
  }

  /**
   * Puts a value in ({@code bpf_map_update_elem} without a key).
   *
   * @param value the value
   * @param flags {@link MapFlags#ANY}, or {@link MapFlags#EXIST} to drop the oldest value if the
   *     map is full
   * @throws BpfException -E2BIG if the map is full and nothing is to be dropped
   */
  public void push(V value, long flags) {
    entries.update(NoKey.NONE, value, flags);
  }

  /**
   * The value that {@link #pop} would give, which stays ({@code bpf_map_lookup_elem} without a
   * key).
   *
   * @return the value, if there is one
   */
  public Optional<V> peek() {
    return entries.lookup(NoKey.NONE);
  }

  /**
   * Takes a value out ({@code bpf_map_lookup_and_delete_elem} without a key).
   *
   * @return the value, if there is one
   */
  public Optional<V> pop() {
    return entries.lookupAndDelete(NoKey.NONE);
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
