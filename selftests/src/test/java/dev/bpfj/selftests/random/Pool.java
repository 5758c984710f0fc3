package dev.bpfj.selftests.random;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What calls have given so far and other calls can be given: a few values of each class. Shared by
 * all threads, so that they meet at the same objects.
 */
final class Pool {
  private static final int VALUES = 12;
  private static final int CLOSEABLES = 5;

  private final Map<Class<?>, AtomicReferenceArray<Object>> values = new ConcurrentHashMap<>();
  private final Map<Class<?>, List<Class<?>>> assignable = new ConcurrentHashMap<>();

  /** Keeps a value, and closes the one whose place it takes. */
  void add(Object value, Random random) {
    AtomicReferenceArray<Object> some = values.get(value.getClass());
    if (some == null) {
      values.putIfAbsent(value.getClass(), new AtomicReferenceArray<>(capacity(value)));
      assignable.clear();
      some = values.get(value.getClass());
    }
    int place = random.nextInt(some.length());
    for (int i = 0; i < some.length(); i++) {
      if (some.compareAndSet(i, null, value)) {
        return;
      }
    }
    close(some.getAndSet(place, value));
  }

  private static int capacity(Object value) {
    return value instanceof AutoCloseable ? CLOSEABLES : VALUES;
  }

  /** Takes out a value that could be given to a parameter of a type, or null if there is none. */
  @Nullable Object any(Class<?> type, Random random) {
    List<Class<?>> classes = assignable.computeIfAbsent(type, this::classesOf);
    if (classes.isEmpty()) {
      return null;
    }
    AtomicReferenceArray<Object> some = values.get(classes.get(random.nextInt(classes.size())));
    int start = random.nextInt(some.length());
    for (int i = 0; i < some.length(); i++) {
      Object value = some.get((start + i) % some.length());
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private List<Class<?>> classesOf(Class<?> type) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> each : values.keySet()) {
      if (type.isAssignableFrom(each)) {
        classes.add(each);
      }
    }
    return classes;
  }

  /** Some buffer that a call gave. */
  @Nullable ByteBuffer buffer(Random random) {
    return (ByteBuffer) any(ByteBuffer.class, random);
  }

  /** Closes all there is. */
  void close() {
    for (AtomicReferenceArray<Object> some : values.values()) {
      for (int i = 0; i < some.length(); i++) {
        close(some.getAndSet(i, null));
      }
    }
  }

  private static void close(@Nullable Object value) {
    if (value instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception | HandlerError e) {
        // what close may throw is judged where it is called as a method like any other
      }
    }
  }
}
