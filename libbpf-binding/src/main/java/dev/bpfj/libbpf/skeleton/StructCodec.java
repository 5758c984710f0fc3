package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.map.codec.MapCodec;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Structs as keys and values of maps: what is put into a map is a copy of a struct's bytes, and
 * what comes out is a struct in memory of its own.
 *
 * <p>Immutable, thread-safe.
 *
 * @param <T> the struct
 */
public final class StructCodec<T extends StructView> implements MapCodec<T> {
  private static final int LARGEST_IN_WORDS = 128;

  private final Supplier<T> maker;
  private final int size;

  private StructCodec(Supplier<T> maker) {
    this.maker = maker;
    this.size = maker.get().layout.size();
  }

  /**
   * The codec of a struct.
   *
   * @param maker makes one in memory of its own, all zeros
   * @param <T> the struct
   * @return the codec
   */
  public static <T extends StructView> StructCodec<T> of(Supplier<T> maker) {
    return new StructCodec<>(maker);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void put(ByteBuffer buffer, int offset, T value) {
    ByteBuffer source = value.memory.forReading();
    try {
      copy(source, value.base, buffer, offset);
    } finally {
      Reference.reachabilityFence(source);
    }
  }

  @Override
  public T get(ByteBuffer buffer, int offset) {
    T value = maker.get();
    getInto(buffer, offset, value);
    return value;
  }

  @Override
  public void getInto(ByteBuffer buffer, int offset, T into) {
    ByteBuffer target = into.memory.forWriting();
    try {
      copy(buffer, offset, target, into.base);
    } finally {
      Reference.reachabilityFence(target);
    }
  }

  /** In words what is small: the JDK's copying of buffers costs more than such a struct does. */
  private void copy(ByteBuffer from, int fromOffset, ByteBuffer to, int toOffset) {
    if (size > LARGEST_IN_WORDS) {
      to.put(toOffset, from, fromOffset, size);
      return;
    }
    int done = 0;
    for (; done <= size - Long.BYTES; done += Long.BYTES) {
      to.putLong(toOffset + done, from.getLong(fromOffset + done));
    }
    for (; done < size; done++) {
      to.put(toOffset + done, from.get(fromOffset + done));
    }
  }
}
