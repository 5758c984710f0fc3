package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOTSUPP;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.COUNT;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.DELETE;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.ELEM_FLAGS;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.FLAGS;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.IN_BATCH;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.KEYS;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.LOOKUP;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.LOOKUP_AND_DELETE;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.MAP_FD;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.OUT_BATCH;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.UPDATE;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.VALUES;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.map.MapType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the bpf system call on many entries. The place to go on from is the key that was
 * the last one.
 */
final class BatchCalls {

  /** libbpf's functions of these commands. */
  static final Map<Integer, String> FUNCTIONS =
      Map.of(
          LOOKUP, "bpf_map_lookup_batch",
          LOOKUP_AND_DELETE, "bpf_map_lookup_and_delete_batch",
          UPDATE, "bpf_map_update_batch",
          DELETE, "bpf_map_delete_batch");

  private static final Set<MapType> ARRAYS = Set.of(MapType.ARRAY, MapType.PERCPU_ARRAY);

  private final ElementFunctions elements;
  private final Errors errors;

  BatchCalls(ElementFunctions elements, Errors errors) {
    this.elements = elements;
    this.errors = errors;
  }

  /** Does a command on {@code union bpf_attr}. */
  void call(int command, long attributes) {
    errors.failIfTold(FUNCTIONS.getOrDefault(command, "bpf"));
    NativeMemory memory = NativeMemory.get();
    KernelMap map = elements.map(memory.getInt(attributes + MAP_FD));
    if (!map.content.hasBatches()) {
      throw new CallFailure(ENOTSUPP);
    } else if (memory.getLong(attributes + FLAGS) != 0) {
      throw new CallFailure(EINVAL);
    }
    switch (command) {
      case LOOKUP -> read(map, attributes, false);
      case LOOKUP_AND_DELETE -> read(map, attributes, true);
      case UPDATE -> update(map, attributes);
      case DELETE -> delete(map, attributes);
      default ->
          throw new UnsupportedOperationException(
              "bpf: cannot be done by a kernel in memory: command=" + command);
    }
  }

  private static boolean isArray(KernelMap map) {
    return ARRAYS.contains(new MapType(map.shape.type()));
  }

  private static void read(KernelMap map, long attributes, boolean delete) {
    NativeMemory memory = NativeMemory.get();
    map.requireReadable();
    if (delete) {
      map.requireWritable();
      if (isArray(map)) {
        throw new CallFailure(ENOTSUPP);
      }
    }
    MapContent.requireFlags(memory.getLong(attributes + ELEM_FLAGS), 0);
    long place = memory.getLong(attributes + OUT_BATCH);
    long from = memory.getLong(attributes + IN_BATCH);
    int most = memory.getInt(attributes + COUNT);
    int keySize = map.shape.keySize();
    int valueBytes = MapTypes.valueBytes(map.shape);
    byte @Nullable [] last = from == 0 ? null : ElementFunctions.key(map, from);
    byte @Nullable [] next = after(map, last);
    int count = 0;
    for (; count < most && next != null; count++) {
      byte[] key = next;
      ElementFunctions.put(memory.getLong(attributes + KEYS) + (long) count * keySize, key);
      byte[] value = Errors.found(map.content.lookup(key));
      ElementFunctions.put(memory.getLong(attributes + VALUES) + (long) count * valueBytes, value);
      ElementFunctions.put(place, key);
      next = after(map, key);
      if (delete) {
        map.content.delete(key);
      }
    }
    memory.putInt(attributes + COUNT, count);
    if (next == null) {
      throw MapContent.absent();
    }
  }

  private static byte @Nullable [] after(KernelMap map, byte @Nullable [] key) {
    // The key may be gone: a table knows what comes after it all the same.
    return map.content instanceof HashContent table && key != null
        ? table.keyAfter(key)
        : map.content.nextKey(key);
  }

  private static void update(KernelMap map, long attributes) {
    NativeMemory memory = NativeMemory.get();
    map.requireWritable();
    long flags = memory.getLong(attributes + ELEM_FLAGS);
    int count = memory.getInt(attributes + COUNT);
    int valueBytes = MapTypes.valueBytes(map.shape);
    MapContent.requireFlags(flags, 0); // others are for single updates
    memory.putInt(attributes + COUNT, 0);
    for (int i = 0; i < count; i++) {
      byte[] key = key(map, attributes, i);
      long value = memory.getLong(attributes + VALUES) + (long) i * valueBytes;
      map.content.update(key, ElementFunctions.value(map, value), flags);
      memory.putInt(attributes + COUNT, i + 1);
    }
  }

  private static void delete(KernelMap map, long attributes) {
    NativeMemory memory = NativeMemory.get();
    map.requireWritable();
    if (isArray(map)) {
      throw new CallFailure(ENOTSUPP);
    }
    int count = memory.getInt(attributes + COUNT);
    memory.putInt(attributes + COUNT, 0);
    for (int i = 0; i < count; i++) {
      map.content.delete(key(map, attributes, i));
      memory.putInt(attributes + COUNT, i + 1);
    }
  }

  private static byte[] key(KernelMap map, long attributes, int index) {
    long keys = NativeMemory.get().getLong(attributes + KEYS);
    return ElementFunctions.key(map, keys + (long) index * map.shape.keySize());
  }
}
