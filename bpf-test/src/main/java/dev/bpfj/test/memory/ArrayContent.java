package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.E2BIG;
import static dev.bpfj.libbpf.internal.kernel.Errno.EEXIST;
import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.map.MapFlags;
import org.jspecify.annotations.Nullable;

/** An array: {@code BPF_MAP_TYPE_ARRAY} and {@code PERCPU_ARRAY}. Its values are in one piece. */
final class ArrayContent extends MapContent {
  private final long maxEntries;
  private final int valueBytes;
  private final int stride;
  private final MappedPart values;
  private final boolean mmapable;

  /**
   * Makes an array of zeros.
   *
   * @param maxEntries how many values it has
   * @param valueBytes the size of a value, of one for each CPU for an array per CPU
   * @param mmapable whether it can be mapped
   */
  ArrayContent(long maxEntries, int valueBytes, boolean mmapable) {
    this.maxEntries = maxEntries;
    this.valueBytes = valueBytes;
    this.stride = (valueBytes + 7) & ~7;
    this.values = new MappedPart(Math.multiplyExact(maxEntries, stride));
    this.mmapable = mmapable;
  }

  private long address(long index) {
    return values.address() + index * stride;
  }

  @Override
  byte @Nullable [] lookup(byte[] key) {
    long index = Keys.index(key);
    if (index >= maxEntries) {
      return null;
    }
    byte[] value = new byte[valueBytes];
    NativeMemory.get().getByteArray(address(index), value, 0, valueBytes);
    return value;
  }

  @Override
  void update(byte[] key, byte[] value, long flags) {
    requireFlags(flags, MapFlags.EXIST);
    long index = Keys.index(key);
    if (index >= maxEntries) {
      throw new CallFailure(E2BIG);
    } else if (flags == MapFlags.NOEXIST) {
      throw new CallFailure(EEXIST);
    }
    NativeMemory.get().putByteArray(address(index), value, 0, valueBytes);
  }

  @Override
  void delete(byte[] key) {
    throw new CallFailure(EINVAL);
  }

  @Override
  byte @Nullable [] nextKey(byte @Nullable [] key) {
    return Keys.nextIndex(key, maxEntries);
  }

  @Override
  @Nullable MappedPart part(long offset) {
    return mmapable && offset == 0 ? values : null;
  }
}
