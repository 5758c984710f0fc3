package dev.bpfj.libbpf.map.codec;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The codec of bytes, whatever they mean.
 *
 * @param size exactly how many
 */
record Bytes(int size) implements MapCodec<byte[]> {

  @Override
  public void put(ByteBuffer buffer, int offset, byte[] value) {
    requireSize(value);
    buffer.put(offset, value);
  }

  @Override
  public byte[] get(ByteBuffer buffer, int offset) {
    Objects.checkFromIndexSize(offset, size, buffer.limit());
    byte[] value = new byte[size];
    buffer.get(offset, value);
    return value;
  }

  @Override
  public void getInto(ByteBuffer buffer, int offset, byte[] into) {
    requireSize(into);
    buffer.get(offset, into);
  }

  private void requireSize(byte[] value) {
    if (value.length != size) {
      throw new IllegalArgumentException(
          "wrong number of bytes: size=" + value.length + ", expected=" + size);
    }
  }
}
