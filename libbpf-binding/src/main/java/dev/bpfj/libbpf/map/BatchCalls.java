package dev.bpfj.libbpf.map;

import static dev.bpfj.libbpf.internal.kernel.Errno.EINVAL;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOENT;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOSPC;
import static dev.bpfj.libbpf.internal.kernel.Errno.ENOTSUPP;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.COUNT;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.DELETE;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.ELEM_FLAGS;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.IN_BATCH;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.KEYS;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.LOOKUP;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.LOOKUP_AND_DELETE;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.MAP_FD;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.OUT_BATCH;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.SIZE;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.UPDATE;
import static dev.bpfj.libbpf.internal.struct.BatchAttr.VALUES;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Advice;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.kernel.SystemCallNumbers;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The system calls on many entries, and what does the same one by one where the kernel has none:
 * before Linux 5.6, and for types of maps that it has none for.
 */
final class BatchCalls {
  static final int UNSUPPORTED = Integer.MIN_VALUE;

  // Those where going on from a place survives that what was there is deleted. The rest goes on
  // from keys.
  private static final Set<MapType> READ_BY_PLACE =
      Set.of(
          MapType.HASH,
          MapType.LRU_HASH,
          MapType.PERCPU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.ARRAY,
          MapType.PERCPU_ARRAY);

  /** Behind the attributes: the place to go on from. */
  private static final int PLACE = 64;

  private final KernelMap map;
  private final NativeBuffer attributes;

  BatchCalls(KernelMap map) {
    this.map = map;
    this.attributes = new NativeBuffer(PLACE + Math.max(Long.BYTES, map.keySize()));
    attributes.buffer.putLong(OUT_BATCH, attributes.address + PLACE);
  }

  /** How many entries the last call has read. */
  int count() {
    return attributes.buffer.getInt(COUNT);
  }

  /** 0 or -errno. The map's descriptor is held open by the caller. */
  private int call(int command, int fd, long keys, long values, int count, long flags) {
    ByteBuffer buffer = attributes.buffer;
    buffer.putLong(KEYS, keys);
    buffer.putLong(VALUES, values);
    buffer.putInt(COUNT, count);
    buffer.putInt(MAP_FD, fd);
    buffer.putLong(ELEM_FLAGS, flags);
    long result =
        map.kernel()
            .libcSixArguments()
            .syscall(SystemCallNumbers.BPF, command, attributes.address, SIZE, 0, 0);
    return result < 0 ? -map.kernel().lastErrno() : 0;
  }

  /**
   * Reads the next entries, and deletes them too if asked: 0, -ENOENT if they are the last ones,
   * -ENOSPC if so few cannot be read, or UNSUPPORTED.
   */
  int read(boolean delete, boolean goOn, NativeBuffer keys, NativeBuffer values, int capacity) {
    if (!READ_BY_PLACE.contains(map.info().type())) {
      return UNSUPPORTED;
    }
    attributes.buffer.putLong(IN_BATCH, goOn ? attributes.address + PLACE : 0);
    int command = delete ? LOOKUP_AND_DELETE : LOOKUP;
    int fd = map.begin();
    try {
      int result = call(command, fd, keys.address, values.address, capacity, 0);
      if (!goOn && isUnsupported(result)) {
        return UNSUPPORTED;
      } else if (result < 0 && result != -ENOENT && result != -ENOSPC) {
        throw LibbpfCall.failure(
            delete ? "bpf_map_lookup_and_delete_batch" : "bpf_map_lookup_batch",
            map.subject(),
            -result,
            MapAdvice.ON_LOOKUP);
      }
      return result;
    } finally {
      map.end();
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(keys);
      Reference.reachabilityFence(values);
    }
  }

  private static boolean isUnsupported(int result) {
    return result == -ENOTSUPP || result == -EINVAL;
  }

  /** Updates entries, one by one from where the kernel gives up. */
  void update(NativeBuffer keys, NativeBuffer values, int count, long flags) {
    int fd = map.begin();
    try {
      int result = call(UPDATE, fd, keys.address, values.address, count, flags);
      if (result == 0) {
        return;
      } else if (!isUnsupported(result)) {
        throw updateFailure("bpf_map_update_batch", keys, done(count), count, result);
      }
      for (int i = done(count); i < count; i++) {
        int one =
            map.kernel()
                .bpfElements()
                .bpf_map_update_elem(fd, key(keys, i), value(values, i), flags);
        if (one < 0) {
          throw updateFailure("bpf_map_update_elem", keys, i, count, one);
        }
      }
    } finally {
      map.end();
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(keys);
      Reference.reachabilityFence(values);
    }
  }

  /** How many entries the kernel did before it gave up: none, if it says that it did all. */
  private int done(int count) {
    int done = count();
    return done < 0 || done >= count ? 0 : done;
  }

  /** Deletes entries, passing by those that are not there; gives how many were. */
  int delete(NativeBuffer keys, int from, int count) {
    int fd = map.begin();
    try {
      int deleted = 0;
      int at = from;
      while (at < count) {
        int result = call(DELETE, fd, key(keys, at), 0, count - at, 0);
        if (result == 0) {
          return deleted + count - at;
        }
        int done = done(count - at);
        deleted += done;
        at += done;
        if (isUnsupported(result)) {
          return deleted + deleteOneByOne(fd, keys, at, count);
        } else if (result != -ENOENT) {
          throw deleteFailure("bpf_map_delete_batch", keys, at, count, result);
        }
        at++;
      }
      return deleted;
    } finally {
      map.end();
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(keys);
    }
  }

  private int deleteOneByOne(int fd, NativeBuffer keys, int from, int count) {
    int deleted = 0;
    for (int i = from; i < count; i++) {
      int one = map.kernel().bpfElements().bpf_map_delete_elem(fd, key(keys, i));
      if (one == 0) {
        deleted++;
      } else if (one != -ENOENT) {
        throw deleteFailure("bpf_map_delete_elem", keys, i, count, one);
      }
    }
    return deleted;
  }

  /** Reads the value of one key; false if there is none. */
  boolean lookup(NativeBuffer keys, NativeBuffer values, int index) {
    int fd = map.begin();
    try {
      return map.found(
          "bpf_map_lookup_elem",
          map.kernel()
              .bpfElements()
              .bpf_map_lookup_elem(fd, key(keys, index), value(values, index)));
    } finally {
      map.end();
      Reference.reachabilityFence(keys);
      Reference.reachabilityFence(values);
    }
  }

  private long key(NativeBuffer keys, int index) {
    return keys.address + (long) index * map.keySize();
  }

  private long value(NativeBuffer values, int index) {
    return values.address + (long) index * map.valueBytes();
  }

  private BpfException updateFailure(
      String operation, NativeBuffer keys, int index, int count, int result) {
    Advice advice = MapAdvice.onUpdate(map.info(), keys.buffer, index * map.keySize());
    return LibbpfCall.failure(operation, entry(index, count), -result, advice);
  }

  private BpfException deleteFailure(
      String operation, NativeBuffer keys, int index, int count, int result) {
    Advice advice = MapAdvice.onDelete(map.info(), keys.buffer, index * map.keySize());
    return LibbpfCall.failure(operation, entry(index, count), -result, advice);
  }

  private String entry(int index, int count) {
    return map.subject() + ": entry " + index + " of " + count;
  }
}
