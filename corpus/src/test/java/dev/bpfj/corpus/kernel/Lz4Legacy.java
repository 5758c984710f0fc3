package dev.bpfj.corpus.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The old frame format of LZ4, which kernels are packed in: a magic number, then blocks. */
final class Lz4Legacy {
  private static final int MAGIC = 0x184c2102;
  private static final int LEAST_MATCH = 4;

  private final ByteBuffer in;
  private final byte[] out;
  private int end;

  private Lz4Legacy(ByteBuffer in, int size) {
    this.in = in;
    this.out = new byte[size];
  }

  /** Whether bytes begin like such a frame. */
  static boolean isFrame(ByteBuffer packed) {
    return packed.order(ByteOrder.LITTLE_ENDIAN).getInt(packed.position()) == MAGIC;
  }

  /** Unpacks a frame to bytes of a known number. */
  static byte[] unpack(ByteBuffer packed, int size) {
    Lz4Legacy frame = new Lz4Legacy(packed.order(ByteOrder.LITTLE_ENDIAN), size);
    frame.in.getInt();
    while (frame.end < size) {
      int blockEnd = frame.in.getInt() + frame.in.position();
      frame.unpackBlock(blockEnd);
    }
    return frame.out;
  }

  // A sequence is some literals and a match; the last one has no match.
  private void unpackBlock(int blockEnd) {
    while (in.position() < blockEnd) {
      int token = in.get() & 0xff;
      int literals = length(token >> 4);
      in.get(out, end, literals);
      end += literals;
      if (in.position() < blockEnd) {
        int distance = in.getShort() & 0xffff;
        copy(distance, length(token & 15) + LEAST_MATCH);
      }
    }
  }

  private int length(int nibble) {
    int length = nibble;
    for (int more = nibble == 15 ? 255 : 0; more == 255; length += more) {
      more = in.get() & 0xff;
    }
    return length;
  }

  // A match may overlap what it makes.
  private void copy(int distance, int length) {
    for (int i = 0; i < length; i++, end++) {
      out[end] = out[end - distance];
    }
  }
}
