package dev.bpfj.libbpf.map;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes over all keys of a map, each once, with one system call for each. The kernel goes on from a
 * key only if it is still there, and begins anew otherwise; so the walk remembers which keys it has
 * seen, and ends before anything is done with them.
 */
final class KeyWalk {
  // Others that delete faster than the walk goes would keep it for ever.
  private static final long STEPS_PER_ENTRY = 64;

  private KeyWalk() {}

  /** The keys that are there now. */
  static <K> List<K> keys(TypedMap<K, ?> types) {
    KernelMap map = types.ready();
    NativeBuffer buffer = new NativeBuffer(map.keySize());
    NativeBuffer written = new NativeBuffer(map.keySize());
    List<K> keys = new ArrayList<>();
    for (ByteBuffer key : collect(map)) {
      buffer.buffer.put(0, key, 0, map.keySize());
      keys.add(types.unchangedKey(buffer.buffer, 0, written.buffer));
    }
    return keys;
  }

  /** Copies of the keys that are there now. */
  static Set<ByteBuffer> collect(KernelMap map) {
    CallBuffers buffers = map.newBuffers();
    Set<ByteBuffer> keys = new LinkedHashSet<>();
    long limit = (map.info().maxEntries() + 16) * STEPS_PER_ENTRY;
    boolean more = map.firstKey(buffers);
    for (long steps = 0; more; steps++) {
      if (steps == limit) {
        throw new ConcurrentModificationException(
            map.subject()
                + ": its keys are deleted faster than they can be gone over: steps="
                + steps
                + ", keys="
                + keys.size());
      }
      buffers.advance();
      keys.add(copy(buffers.key.buffer));
      more = map.nextKey(buffers);
    }
    return keys;
  }

  private static ByteBuffer copy(ByteBuffer key) {
    byte[] copy = new byte[key.capacity()];
    key.get(0, copy);
    return ByteBuffer.wrap(copy);
  }
}
