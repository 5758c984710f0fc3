package dev.bpfj.kernelvm.kernel;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** The compression formats of kernels and their modules, detected by their magic numbers. */
enum Compression {
  GZIP("\u001f\u008b") {
    @Override
    byte[] unpack(ByteBuffer packed, long size) throws IOException {
      return read(new GZIPInputStream(stream(packed)));
    }
  },
  XZ("\u00fd7zXZ\0") {
    @Override
    byte[] unpack(ByteBuffer packed, long size) throws IOException {
      return read(new XZInputStream(stream(packed), MOST_XZ_KIBIBYTES));
    }
  },
  ZSTD("(\u00b5/\u00fd") {
    @Override
    byte[] unpack(ByteBuffer packed, long size) throws IOException {
      return zstd(packed, size);
    }
  },
  /** The old frame format, which kernels are packed in: a magic number, then blocks. */
  LZ4("\u0002!L\u0018") {
    @Override
    byte[] unpack(ByteBuffer packed, long size) throws IOException {
      return lz4(packed, size);
    }
  };

  /** A limit above the size of any kernel without debugging information. */
  private static final int MOST_BYTES = 512 << 20;

  private static final int MOST_XZ_KIBIBYTES = 256 << 10;

  // One character a byte.
  private final String magic;

  Compression(String magic) {
    this.magic = magic;
  }

  /** The compression of some bytes, empty if it is none of these. */
  static Optional<Compression> of(ByteBuffer packed) {
    return Arrays.stream(values()).filter(one -> one.begins(packed)).findFirst();
  }

  private boolean begins(ByteBuffer packed) {
    ByteBuffer start = ByteBuffer.wrap(magic.getBytes(StandardCharsets.ISO_8859_1));
    return packed.remaining() >= start.limit() && packed.slice(0, start.limit()).equals(start);
  }

  /**
   * Unpacks.
   *
   * @param packed the bytes
   * @param size what is known of their unpacked number, -1 if nothing
   * @throws IOException if they are damaged, or too many
   */
  abstract byte[] unpack(ByteBuffer packed, long size) throws IOException;

  private static InputStream stream(ByteBuffer packed) {
    return new ByteArrayInputStream(
        packed.array(), packed.arrayOffset() + packed.position(), packed.remaining());
  }

  private static byte[] read(InputStream stream) throws IOException {
    try (stream) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      requireSize(bytes.length);
      return bytes;
    }
  }

  private static int requireSize(long size) throws IOException {
    if (size < 0 || size > MOST_BYTES) {
      throw new IOException("unpacked size: found=" + size + ", most=" + MOST_BYTES);
    }
    return (int) size;
  }

  private static byte[] zstd(ByteBuffer packed, long size) throws IOException {
    byte[] frame = new byte[packed.remaining()];
    packed.slice().get(frame);
    withSmallWindow(frame);
    try {
      long known = ZstdDecompressor.getDecompressedSize(frame, 0, frame.length);
      byte[] bytes = new byte[requireSize(known >= 0 ? known : size)];
      int length =
          new ZstdDecompressor().decompress(frame, 0, frame.length, bytes, 0, bytes.length);
      return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    } catch (RuntimeException e) {
      throw new IOException("damaged: " + e.getMessage(), e);
    }
  }

  /**
   * Kernels are packed with a window of 128 MiB. The decoder refuses to keep one of more than 8
   * MiB, but keeps none at all, since it has all of its output in memory (RFC 8878, 3.1.1.1.2).
   */
  private static void withSmallWindow(byte[] frame) {
    boolean hasWindow = frame.length > 5 && (frame[4] & 0x20) == 0;
    if (hasWindow && (frame[5] & 0xff) > LARGEST_ZSTD_WINDOW) {
      frame[5] = LARGEST_ZSTD_WINDOW;
    }
  }

  /** As a frame's header has it: 2 to the power of 10 + 13. */
  private static final byte LARGEST_ZSTD_WINDOW = 13 << 3;

  private static byte[] lz4(ByteBuffer packed, long size) throws IOException {
    byte[] bytes = new byte[requireSize(size)];
    ByteBuffer in = packed.slice().order(ByteOrder.LITTLE_ENDIAN);
    in.getInt();
    int end = 0;
    try {
      while (end < bytes.length) {
        int length = in.getInt();
        int start = in.arrayOffset() + in.position();
        in.position(Math.addExact(in.position(), length));
        end +=
            new Lz4Decompressor()
                .decompress(in.array(), start, length, bytes, end, bytes.length - end);
      }
    } catch (RuntimeException e) {
      throw new IOException("damaged: " + e.getMessage(), e);
    }
    return bytes;
  }
}
