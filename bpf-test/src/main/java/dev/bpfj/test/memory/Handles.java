package dev.bpfj.test.memory;

import static dev.bpfj.libbpf.internal.kernel.Errno.EBADF;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that stand for things: descriptors and pointers. They are none that a process can have,
 * so that a thing of this kernel is refused by the machine's, and the other way round.
 *
 * <p>Thread-safe.
 */
final class Handles {
  private static final AtomicInteger NEXT_DESCRIPTOR = new AtomicInteger(1 << 30);
  private static final AtomicLong NEXT_POINTER = new AtomicLong(1L << 62);
  private static final int POINTER_DISTANCE = 16;

  private final Map<Integer, Object> descriptors = new ConcurrentHashMap<>();
  private final Map<Long, Object> pointers = new ConcurrentHashMap<>();
  private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

  int open(Object thing) {
    int fd = NEXT_DESCRIPTOR.getAndIncrement();
    descriptors.put(fd, thing);
    return fd;
  }

  /** What a descriptor is of. */
  <T> T get(int fd, Class<T> type, int errnoOfOthers) {
    Object thing = descriptors.get(fd);
    if (thing == null) {
      throw new CallFailure(EBADF);
    } else if (!type.isInstance(thing)) {
      throw new CallFailure(errnoOfOthers);
    }
    return type.cast(thing);
  }

  @Nullable Object close(int fd) {
    return descriptors.remove(fd);
  }

  synchronized long pointer(Object thing) {
    long pointer = NEXT_POINTER.getAndAdd(POINTER_DISTANCE);
    pointers.put(pointer, thing);
    known.put(thing, pointer);
    return pointer;
  }

  /** What a pointer is to. */
  <T> T at(long pointer, Class<T> type) {
    return type.cast(Objects.requireNonNull(pointers.get(pointer)));
  }

  synchronized void free(long pointer) {
    known.remove(pointers.remove(pointer));
  }

  /** The pointer to a thing. */
  synchronized long of(Object thing) {
    Long pointer = known.get(thing);
    return pointer != null ? pointer : pointer(thing);
  }
}
