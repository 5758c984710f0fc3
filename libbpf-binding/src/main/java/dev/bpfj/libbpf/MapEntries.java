package dev.bpfj.libbpf;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.call.Arena;
import dev.bpfj.libbpf.call.LibbpfCall;
import dev.bpfj.libbpf.call.Lifetime;
import dev.bpfj.libbpf.call.Native;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a loaded map, as bytes in the machine's layout. A per-CPU map's value is one value
 * for each possible CPU, each beginning at a multiple of 8 bytes. Safe for use by several threads;
 * the kernel sees to it that each operation is whole.
 */
public final class MapEntries {
  private static final int ENOENT = 2;
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  private final BpfMap map;
  private final Lifetime lifetime;

  MapEntries(BpfMap map, Lifetime lifetime) {
    this.map = map;
    this.lifetime = lifetime;
  }

  /**
   * The value of a key ({@code bpf_map_lookup_elem}).
   *
   * @param key exactly {@link BpfMap#keySize()} bytes
   * @return the value, if there is one
   * @throws BpfException if the kernel refuses
   */
  public Optional<byte[]> lookup(byte[] key) {
    return using(
        (arena, fd) -> {
          int size = map.valueBytes();
          long k = key(arena, key);
          long value = arena.allocate(size);
          return found("bpf_map_lookup_elem", () -> Native.bpf().bpf_map_lookup_elem(fd, k, value))
              ? Optional.of(read(value, size))
              : Optional.empty();
        });
  }

  /**
   * Sets the value of a key ({@code bpf_map_update_elem}).
   *
   * @param key exactly {@link BpfMap#keySize()} bytes
   * @param value exactly {@link BpfMap#valueSize()} bytes, for per-CPU maps one a possible CPU
   * @param flags {@code BPF_ANY} (0), {@code BPF_NOEXIST} (1), {@code BPF_EXIST} (2), {@code
   *     BPF_F_LOCK} (4)
   * @throws BpfException if the kernel refuses, such as -EEXIST, -ENOENT, -E2BIG, or -EPERM for a
   *     frozen map
   */
  public void update(byte[] key, byte[] value, long flags) {
    using(
        (arena, fd) -> {
          requireSize("value", value.length, map.valueBytes());
          long k = key(arena, key);
          long v = arena.bytes(value);
          return number(
              "bpf_map_update_elem", () -> Native.bpf().bpf_map_update_elem(fd, k, v, flags));
        });
  }

  /**
   * Removes a key ({@code bpf_map_delete_elem}).
   *
   * @param key exactly {@link BpfMap#keySize()} bytes
   * @return whether it was there
   * @throws BpfException if the kernel refuses, as array maps do
   */
  public boolean delete(byte[] key) {
    return using(
        (arena, fd) -> {
          long k = key(arena, key);
          return found("bpf_map_delete_elem", () -> Native.bpf().bpf_map_delete_elem(fd, k));
        });
  }

  /**
   * The key after a key ({@code bpf_map_get_next_key}). A key that is no longer there starts anew.
   *
   * @param key exactly {@link BpfMap#keySize()} bytes, or null for the first key
   * @return the next key, if there is one
   * @throws BpfException if the kernel refuses
   */
  public Optional<byte[]> nextKey(byte @Nullable [] key) {
    return using(
        (arena, fd) -> {
          int size = map.keySize();
          long k = key == null ? 0 : key(arena, key);
          long next = arena.allocate(size);
          return found("bpf_map_get_next_key", () -> Native.bpf().bpf_map_get_next_key(fd, k, next))
              ? Optional.of(read(next, size))
              : Optional.empty();
        });
  }

  private interface Operation<T> {
    T run(Arena arena, int fd);
  }

  /** Holds the object open, so that the descriptor stays the map's, while an operation runs. */
  private <T> T using(Operation<T> operation) {
    lifetime.enter();
    try (Arena arena = new Arena()) {
      return operation.run(arena, map.fd());
    } finally {
      lifetime.exit();
    }
  }

  private long key(Arena arena, byte[] key) {
    requireSize("key", key.length, map.keySize());
    return arena.bytes(key);
  }

  // The kernel reads and writes as much as the map says, whatever it was given.
  private void requireSize(String what, int size, int expected) {
    if (size != expected) {
      throw new IllegalArgumentException(
          map + ": wrong size of a " + what + ": size=" + size + ", expected=" + expected);
    }
  }

  private static byte[] read(long address, int size) {
    byte[] bytes = new byte[size];
    MEMORY.getByteArray(address, bytes, 0, size);
    return bytes;
  }

  private boolean found(String operation, IntSupplier call) {
    int result = call.getAsInt();
    if (result < 0 && result != -ENOENT) {
      throw LibbpfCall.failure(operation, map.toString(), -result);
    }
    return result >= 0;
  }

  private int number(String operation, IntSupplier call) {
    return LibbpfCall.number(operation, map.toString(), call);
  }
}
