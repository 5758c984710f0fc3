package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.raw.BpfElements;
import org.jspecify.annotations.Nullable;

/** The calls on one element of a map ({@code map_lookup_elem} and its like in syscall.c). */
final class ElementFunctions implements BpfElements {
  private final Handles handles;
  private final Errors errors;
  private final Object lock;

  ElementFunctions(Handles handles, Errors errors, Object lock) {
    this.handles = handles;
    this.errors = errors;
    this.lock = lock;
  }

  private int call(String function, Runnable action) {
    synchronized (lock) {
      return errors.call(function, action);
    }
  }

  /** The map of a descriptor. */
  KernelMap map(int fd) {
    return handles.get(fd, KernelMap.class, EINVAL);
  }

  static byte[] key(KernelMap map, long address) {
    return bytes(address, map.shape.keySize());
  }

  static byte[] value(KernelMap map, long address) {
    return bytes(address, MapTypes.valueBytes(map.shape));
  }

  private static byte[] bytes(long address, int size) {
    byte[] bytes = new byte[size];
    NativeMemory.get().getByteArray(address, bytes, 0, size);
    return bytes;
  }

  static void put(long address, byte[] bytes) {
    NativeMemory.get().putByteArray(address, bytes, 0, bytes.length);
  }

  private void lookup(int fd, long key, long value) {
    KernelMap map = map(fd);
    map.requireReadable();
    put(value, Errors.found(map.content.lookup(key(map, key))));
  }

  @Override
  public int bpf_map_lookup_elem(int fd, long key, long value) {
    return call("bpf_map_lookup_elem", () -> lookup(fd, key, value));
  }

  @Override
  public int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags) {
    return call(
        "bpf_map_lookup_elem_flags",
        () -> {
          map(fd).requireReadable();
          MapContent.requireFlags(flags, 0);
          lookup(fd, key, value);
        });
  }

  @Override
  public int bpf_map_update_elem(int fd, long key, long value, long flags) {
    return call(
        "bpf_map_update_elem",
        () -> {
          KernelMap map = map(fd);
          map.requireWritable();
          map.content.update(key(map, key), value(map, value), flags);
        });
  }

  @Override
  public int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags) {
    return call(
        "bpf_map_lookup_and_delete_elem_flags",
        () -> {
          KernelMap map = map(fd);
          map.requireReadable();
          map.requireWritable();
          put(value, map.content.lookupAndDelete(key(map, key), flags));
        });
  }

  @Override
  public int bpf_map_delete_elem(int fd, long key) {
    return call(
        "bpf_map_delete_elem",
        () -> {
          KernelMap map = map(fd);
          map.requireWritable();
          map.content.delete(key(map, key));
        });
  }

  @Override
  public int bpf_map_get_next_key(int fd, long key, long nextKey) {
    return call(
        "bpf_map_get_next_key",
        () -> {
          KernelMap map = map(fd);
          map.requireReadable();
          byte @Nullable [] after = key == 0 ? null : key(map, key);
          put(nextKey, Errors.found(map.content.nextKey(after)));
        });
  }
}
