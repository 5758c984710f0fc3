package dev.bpfj.libbpf.skeleton;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bitfields byte by byte, for those that no aligned word holds. */
final class Bits {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private Bits() {}

  static long read(ByteBuffer buffer, int at, int bit, int bits) {
    long value = 0;
    int done = 0;
    while (done < bits) {
      int index = (bit + done) >> 3;
      int from = (bit + done) & 7;
      int count = Math.min(8 - from, bits - done);
      long part = ((buffer.get(at + index) & 0xffL) >>> shift(from, count)) & mask(count);
      value = LITTLE ? value | (part << done) : (value << count) | part;
      done += count;
    }
    return value;
  }

  static void write(ByteBuffer buffer, int at, int bit, int bits, long value) {
    int done = 0;
    while (done < bits) {
      int index = at + ((bit + done) >> 3);
      int from = (bit + done) & 7;
      int count = Math.min(8 - from, bits - done);
      int part = (int) (value >>> (LITTLE ? done : bits - done - count)) & mask(count);
      int shift = shift(from, count);
      int others = buffer.get(index) & ~(mask(count) << shift);
      buffer.put(index, (byte) (others | (part << shift)));
      done += count;
    }
  }

  private static int shift(int from, int count) {
    return LITTLE ? from : 8 - from - count;
  }

  private static int mask(int bits) {
    return (1 << bits) - 1;
  }
}
