package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.map.MapCodec;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/**
 * Structs as keys and values of maps: what is put into a map is a copy of a struct's bytes, and
 * what comes out is a struct in memory of its own.
 *
 * @param <T> the struct
 */
public final class StructCodec<T extends StructView> implements MapCodec<T> {
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
      buffer.put(offset, source, value.base, size);
    } finally {
      Reference.reachabilityFence(source);
    }
  }

  @Override
  public T get(ByteBuffer buffer, int offset) {
    T value = maker.get();
    ByteBuffer target = value.memory.forWriting();
    try {
      target.put(value.base, buffer, offset, size);
    } finally {
      Reference.reachabilityFence(target);
    }
    return value;
  }
}
