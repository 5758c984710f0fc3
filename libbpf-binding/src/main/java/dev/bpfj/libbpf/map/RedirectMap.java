package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.map.codec.MapCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A map of network devices or CPUs that XDP programs redirect packets to, each with a program that
 * sees them there, if values have room for it (8 bytes, Linux 5.8 and 5.9).
 *
 * <p>All operations throw {@link IllegalStateException} before load, {@link BpfClosedException}
 * after close and {@link BpfException} if the kernel refuses. Thread-safe.
 *
 * @param <K> the type of keys; of CPUs the CPU's number
 */
public final class RedirectMap<K> implements MapKind {
  private final BpfMap map;
  private final MapCodec<K> keys;
  private @Nullable TypedMap<K, RedirectTarget> targets;

  private RedirectMap(BpfMap map, MapCodec<K> keys) {
    this.map = Objects.requireNonNull(map, "map");
    this.keys = Objects.requireNonNull(keys, "keys");
  }

  /** A value with or without a program. On update the program is given by descriptor. */
  private record Codec(int size) implements MapCodec<RedirectTarget> {
    @Override
    public void put(ByteBuffer buffer, int offset, RedirectTarget value) {
      buffer.putInt(offset, value.number());
      if (size == Long.BYTES) {
        buffer.putInt(offset + Integer.BYTES, value.programId());
      } else if (value.programId() != 0) {
        throw new IllegalArgumentException("no room for a program: size=" + size + ", expected=8");
      }
    }

    @Override
    public RedirectTarget get(ByteBuffer buffer, int offset) {
      int id = size == Long.BYTES ? buffer.getInt(offset + Integer.BYTES) : 0;
      return new RedirectTarget(buffer.getInt(offset), id);
    }
  }

  /**
   * Gives a map of devices or CPUs a type.
   *
   * @param map the map, a {@link MapType#DEVMAP}, {@link MapType#DEVMAP_HASH} or {@link
   *     MapType#CPUMAP}
   * @param keys the codec of its keys
   * @param <K> the type of keys
   * @return the map with a type
   */
  public static <K> RedirectMap<K> of(BpfMap map, MapCodec<K> keys) {
    return new RedirectMap<>(map, keys);
  }

  @Override
  public BpfMap map() {
    return map;
  }

  /**
   * Sets a target without a program ({@code bpf_map_update_elem}).
   *
   * @param key the key
   * @param number the index of a network device; the length of a CPU's queue
   * @throws BpfException such as -EINVAL if there is no such device
   */
  public void update(K key, int number) {
    targets().update(key, new RedirectTarget(number, 0));
  }

  /**
   * Sets a target with a program ({@code bpf_map_update_elem}).
   *
   * @param key the key
   * @param number the index of a network device; the length of a CPU's queue
   * @param program an XDP program made to run there ({@code SEC("xdp/devmap")}, {@code
   *     SEC("xdp/cpumap")})
   * @throws BpfException such as -EINVAL if there is no such device, or the program is made for
   *     another place
   */
  public void update(K key, int number, Descriptor program) {
    TypedMap<K, RedirectTarget> typed = targets();
    program.use(
        fd -> {
          typed.update(key, new RedirectTarget(number, fd));
          return null;
        });
  }

  /**
   * The target that a key has ({@code bpf_map_lookup_elem}).
   *
   * @param key the key
   * @return the target, if there is one
   */
  public Optional<RedirectTarget> lookup(K key) {
    return targets().lookup(key);
  }

  /**
   * Takes a target away ({@code bpf_map_delete_elem}).
   *
   * @param key the key
   * @return whether there was one; arrays say so always
   */
  public boolean delete(K key) {
    return targets().delete(key);
  }

  /**
   * The keys: of arrays all that there can be, of hash tables those that have a target.
   *
   * @return the keys that are there now
   */
  public List<K> keys() {
    return KeyWalk.keys(targets());
  }

  private TypedMap<K, RedirectTarget> targets() {
    TypedMap<K, RedirectTarget> known = targets;
    if (known == null) {
      int size = map.kernelMap().valueBytes() == Long.BYTES ? Long.BYTES : Integer.BYTES;
      known = TypedMap.of(map, keys, new Codec(size));
      targets = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return map.toString();
  }
}
