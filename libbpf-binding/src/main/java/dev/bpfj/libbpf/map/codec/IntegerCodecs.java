package dev.bpfj.libbpf.map.codec;

import dev.bpfj.libbpf.internal.ctype.CInteger;
import java.nio.ByteBuffer;

/**
 * The integers of which most maps are: classes, since a new JVM takes longer for a lambda than to
 * load one.
 */
final class IntegerCodecs {
  private IntegerCodecs() {}

  /** {@code __s32}. */
  static final class S32 implements MapCodec<Integer> {
    static final S32 CODEC = new S32();

    @Override
    public int size() {
      return Integer.BYTES;
    }

    @Override
    public void put(ByteBuffer buffer, int offset, Integer value) {
      buffer.putInt(offset, value);
    }

    @Override
    public Integer get(ByteBuffer buffer, int offset) {
      return buffer.getInt(offset);
    }
  }

  /** {@code __u32}. */
  static final class U32 implements MapCodec<Long> {
    static final U32 CODEC = new U32();

    @Override
    public int size() {
      return Integer.BYTES;
    }

    @Override
    public void put(ByteBuffer buffer, int offset, Long value) {
      buffer.putInt(offset, CInteger.u32(value, MapCodecs.Refusal.PLAIN));
    }

    @Override
    public Long get(ByteBuffer buffer, int offset) {
      return Integer.toUnsignedLong(buffer.getInt(offset));
    }
  }

  /** {@code __s64}, and {@code __u64}. */
  static final class S64 implements MapCodec<Long> {
    static final S64 CODEC = new S64();

    @Override
    public int size() {
      return Long.BYTES;
    }

    @Override
    public void put(ByteBuffer buffer, int offset, Long value) {
      buffer.putLong(offset, value);
    }

    @Override
    public Long get(ByteBuffer buffer, int offset) {
      return buffer.getLong(offset);
    }
  }
}
