package dev.bpfj.kernelvm.wire;

import java.util.zip.CRC32;

/**
 * The frame: magic, number, kind and length of the payload (4, 4, 1 and 4 bytes, big endian), the
 * payload, and the CRC-32 of all that is before it but the magic. Frames are numbered from 0, so
 * that a lost frame is detected even if the rest of the stream is intact.
 */
final class FrameFormat {
  static final int MAGIC = 0x42_50_46_4a; // "BPFJ"
  static final int HEADER_BYTES = 13;
  static final int TRAILER_BYTES = 4;

  /** A test's output is split into pieces far below this limit; a larger length is damaged. */
  static final int MAX_PAYLOAD_BYTES = 16 << 20;

  static final byte HELLO = 1;
  static final byte STARTED = 2;
  static final byte FINISHED = 3;
  static final byte PRINTED = 4;
  static final byte ALIVE = 5;
  static final byte END = 6;

  private FrameFormat() {}

  static int checksum(byte[] bytes, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
