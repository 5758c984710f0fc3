package dev.bpfj.libbpf.map.codec;

import dev.bpfj.libbpf.internal.ctype.CInt128;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** C's 128-bit integers as keys and values of maps. */
record Int128Codec(CInt128 type) implements MapCodec<BigInteger> {
  @Override
  public int size() {
    return CInt128.SIZE;
  }

  @Override
  public void put(ByteBuffer buffer, int offset, BigInteger value) {
    type.require(value, MapCodecs.Refusal.PLAIN);
    buffer.putLong(offset + CInt128.LOW, CInt128.low(value));
    buffer.putLong(offset + CInt128.HIGH, CInt128.high(value));
  }

  @Override
  public BigInteger get(ByteBuffer buffer, int offset) {
    return type.of(buffer.getLong(offset + CInt128.HIGH), buffer.getLong(offset + CInt128.LOW));
  }
}
