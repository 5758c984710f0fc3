package dev.bpfj.kernelvm.kernel;

import dev.bpfj.kernelvm.InvalidRequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that is packed inside a kernel's boot image, or inside a compressed file: the ELF file
 * of a {@code vmlinuz}, or of a module such as {@code veth.ko.xz}, or types on their own.
 */
public final class KernelImage {
  private static final int ELF_MAGIC = 0x464c457f;
  private static final int BTF_MAGIC = 0xeb9f;
  private static final int BTF_MAGIC_BIG_ENDIAN = 0x9feb;
  // The kernel's Documentation/arch/x86/boot.rst.
  private static final int SETUP_SECTORS = 0x1f1;
  private static final int SECTOR = 512;
  private static final int BOOT_MAGIC = 0x202;
  private static final int PAYLOAD_OFFSET = 0x248;
  private static final int PAYLOAD_LENGTH = 0x24c;
  // The kernel's drivers/firmware/efi/libstub/zboot-header.S.
  private static final int EFI_MAGIC = 4;
  private static final int EFI_OFFSET = 8;
  private static final int EFI_LENGTH = 12;
  private static final int LEAST_HEADER = 0x250;
  // A boot image that is compressed, and a kernel in it.
  private static final int MOST_LAYERS = 3;

  private KernelImage() {}

  /**
   * Unpacks a file.
   *
   * @param file the file, for messages
   * @param bytes its content: an x86 boot image, an EFI boot image of any machine, or a file
   *     compressed by gzip, xz, zstd or LZ4
   * @return the ELF file or BTF inside
   * @throws InvalidRequestException if there is none
   */
  public static byte[] unpacked(Path file, byte[] bytes) {
    byte[] inner = bytes;
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      ByteBuffer image = ByteBuffer.wrap(inner).order(ByteOrder.LITTLE_ENDIAN);
      if (isPlain(image)) {
        return inner;
      }
      inner = unpack(file, image);
    }
    throw new InvalidRequestException(file + ": no kernel inside: it is packed too many times");
  }

  private static boolean isPlain(ByteBuffer image) {
    if (image.remaining() < Integer.BYTES) {
      return false;
    }
    int start = image.getShort(0) & 0xffff;
    return image.getInt(0) == ELF_MAGIC || start == BTF_MAGIC || start == BTF_MAGIC_BIG_ENDIAN;
  }

  private static byte[] unpack(Path file, ByteBuffer image) {
    Optional<ByteBuffer> payload = payload(file, image);
    // The build puts a payload's unpacked size behind it; gzip has it there itself.
    ByteBuffer packed = payload.orElse(image);
    long size = -1;
    if (payload.isPresent()) {
      int end = packed.limit() - Integer.BYTES;
      size = Integer.toUnsignedLong(packed.order(ByteOrder.LITTLE_ENDIAN).getInt(end));
    }
    Compression compression =
        Compression.of(packed)
            .orElseThrow(
                () ->
                    new InvalidRequestException(
                        file
                            + ": not a kernel: neither ELF nor BTF, nor a boot image of x86 or EFI, nor"
                            + " compressed by gzip, xz, zstd or LZ4"));
    boolean hasOwnSize = payload.isPresent() && compression != Compression.GZIP;
    ByteBuffer content = hasOwnSize ? packed.slice(0, packed.limit() - Integer.BYTES) : packed;
    try {
      return compression.unpack(content, size);
    } catch (IOException e) {
      throw new InvalidRequestException(
          file + ": cannot be unpacked: compression=" + compression + ": " + e.getMessage());
    }
  }

  /** The part of a boot image that is packed, empty if this is no boot image. */
  private static Optional<ByteBuffer> payload(Path file, ByteBuffer image) {
    if (image.limit() < LEAST_HEADER) {
      return Optional.empty();
    } else if (hasText(image, BOOT_MAGIC, "HdrS")) {
      int setup = ((image.get(SETUP_SECTORS) & 0xff) + 1) * SECTOR;
      return Optional.of(
          part(file, image, setup + unsigned(image, PAYLOAD_OFFSET), PAYLOAD_LENGTH));
    } else if (hasText(image, 0, "MZ") && hasText(image, EFI_MAGIC, "zimg")) {
      return Optional.of(part(file, image, unsigned(image, EFI_OFFSET), EFI_LENGTH));
    }
    return Optional.empty();
  }

  private static ByteBuffer part(Path file, ByteBuffer image, long offset, int lengthAt) {
    long length = unsigned(image, lengthAt);
    if (length <= Integer.BYTES || offset + length > image.limit()) {
      throw new InvalidRequestException(
          file
              + ": boot image ends inside its kernel: offset="
              + offset
              + ", length="
              + length
              + ", size="
              + image.limit()
              + ": is it whole?");
    }
    return image.slice((int) offset, (int) length);
  }

  private static long unsigned(ByteBuffer image, int offset) {
    return Integer.toUnsignedLong(image.getInt(offset));
  }

  private static boolean hasText(ByteBuffer image, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return image.slice(offset, bytes.length).equals(ByteBuffer.wrap(bytes));
  }
}
