package dev.bpfj.corpus.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel proper inside an x86 boot image (Documentation/arch/x86/boot.rst of the kernel). */
final class BootPayload {
  private static final int SETUP_SECTORS = 0x1f1;
  private static final int PAYLOAD_OFFSET = 0x248;
  private static final int PAYLOAD_LENGTH = 0x24c;
  private static final int SECTOR = 512;

  private BootPayload() {}

  /** The ELF file; Debian's 6.1 is packed by LZ4. */
  static byte[] vmlinux(Path vmlinuz) {
    ByteBuffer image = read(vmlinuz);
    int setup = (image.get(SETUP_SECTORS) & 0xff) + 1;
    int start = setup * SECTOR + image.getInt(PAYLOAD_OFFSET);
    int length = image.getInt(PAYLOAD_LENGTH);
    // The payload's last word is its unpacked size.
    int size = image.getInt(start + length - 4);
    ByteBuffer packed = image.slice(start, length - 4);
    if (!Lz4Legacy.isFrame(packed)) {
      throw new IllegalArgumentException(vmlinuz + ": kernel is not packed by LZ4");
    }
    return Lz4Legacy.unpack(packed, size);
  }

  private static ByteBuffer read(Path file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
