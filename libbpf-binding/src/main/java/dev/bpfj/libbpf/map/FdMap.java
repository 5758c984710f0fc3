package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.map.codec.MapCodec;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map of things that have a file descriptor: programs for tail calls, maps in maps, control
 * groups, sockets. They are stored by descriptor, which the kernel turns into a reference of its
 * own, and looked up as a number: the id of a program or map, the cookie of a socket.
 *
 * <p>All operations throw {@link IllegalStateException} before load, {@link BpfClosedException}
 * after close and {@link BpfException} if the kernel refuses. Thread-safe.
 *
 * @param <K> the type of keys
 * @param <D> what can be put in
 */
public final class FdMap<K, D extends Descriptor> implements MapKind {
  private final BpfMap map;
  private final MapCodec<K> keys;
  private @Nullable TypedMap<K, Long> numbers;

  private FdMap(BpfMap map, MapCodec<K> keys) {
    this.map = Objects.requireNonNull(map, "map");
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /**
   * Gives a map of descriptors a type.
   *
   * @param map the map: a {@link MapType#PROG_ARRAY}, {@link MapType#ARRAY_OF_MAPS}, {@link
   *     MapType#HASH_OF_MAPS}, {@link MapType#CGROUP_ARRAY}, {@link MapType#PERF_EVENT_ARRAY},
   *     {@link MapType#SOCKMAP}, {@link MapType#SOCKHASH}, {@link MapType#XSKMAP} or {@link
   *     MapType#REUSEPORT_SOCKARRAY}
   * @param keys the codec of its keys
   * @param <K> the type of keys
   * @param <D> what can be put in
   * @return the map with a type
   */
  public static <K, D extends Descriptor> FdMap<K, D> of(BpfMap map, MapCodec<K> keys) {
    return new FdMap<>(map, keys);
  }

  @Override
  public BpfMap map() {
    return map;
  }

  /**
   * Puts something in, whether the key has something or not ({@code bpf_map_update_elem}).
   *
   * @param key the key
   * @param thing what to put in; it may be closed afterwards
   * @throws BpfException -EINVAL if it is none of what the map is for
   */
  public void update(K key, D thing) {
    update(key, thing, MapFlags.ANY);
  }

  /**
   * Puts something in ({@code bpf_map_update_elem}).
   *
   * @param key the key
   * @param thing what to put in; it may be closed afterwards
   * @param flags {@link MapFlags#ANY}, {@link MapFlags#NOEXIST}, {@link MapFlags#EXIST}
   * @throws BpfException -EINVAL if it is none of what the map is for
   */
  public void update(K key, D thing, long flags) {
    TypedMap<K, Long> typed = numbers();
    thing.use(
        fd -> {
          typed.update(key, (long) fd, flags);
          return null;
        });
  }

  /**
   * Which thing a key has ({@code bpf_map_lookup_elem}).
   *
   * @param key the key
   * @return the id of a program or a map, or the cookie of a socket in a map of 8-byte values
   * @throws BpfException -ENOTSUPP from maps that do not tell, such as those of control groups
   */
  public Optional<Long> lookup(K key) {
    return numbers().lookup(key);
  }

  /**
   * Takes something out ({@code bpf_map_delete_elem}).
   *
   * @param key the key
   * @return whether there was something
   */
  public boolean delete(K key) {
    return numbers().delete(key);
  }

  /**
   * The keys: of arrays all that there can be, of hash tables those that have something.
   *
   * @return the keys that are there now
   */
  public List<K> keys() {
    return KeyWalk.keys(numbers());
  }

  /** Takes all out, but for what comes while it does. */
  public void clear() {
    keys().forEach(this::delete);
  }

  /** The size of values tells sockets by descriptor alone from those that have a cookie. */
  private TypedMap<K, Long> numbers() {
    TypedMap<K, Long> known = numbers;
    if (known == null) {
      boolean wide = map.kernelMap().valueBytes() == Long.BYTES;
      known = TypedMap.of(map, keys, wide ? MapCodecs.s64() : MapCodecs.u32());
      numbers = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
