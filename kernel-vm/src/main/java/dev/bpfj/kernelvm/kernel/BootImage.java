package dev.bpfj.kernelvm.kernel;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the header of a boot image (the kernel's Documentation/arch/x86/boot.rst and
 * Documentation/arch/arm64/booting.rst).
 */
final class BootImage {
  private static final int MAGIC_OFFSET = 0x202;
  private static final int VERSION_OFFSET = 0x20e;
  private static final int SETUP_BYTES = 0x200;

  /** Magic and version lie in the image's setup code, far below this. */
  private static final int HEAD_BYTES = 64 << 10;

  private static final int LEAST_BYTES = VERSION_OFFSET + Short.BYTES;
  private static final int MOST_BYTES = 256 << 20;

  // An arm64 image is not packed: it has what the kernel prints first.
  private static final int ARM64_MAGIC_OFFSET = 0x38;
  private static final String ARM64_BANNER = "Linux version ";

  private BootImage() {}

  /** The kernel's release; a message naming the file if it is no boot image. */
  static String release(Path file, Architecture architecture) {
    String release =
        switch (architecture.name()) {
          case "x86_64" -> ofX86(file);
          case "aarch64" -> ofArm64(file);
          default -> throw new IllegalArgumentException(architecture.name());
        };
    // It becomes part of paths.
    if (!release.matches("\\d+\\.\\d+[\\w.+~-]*")) {
      throw new InvalidRequestException(file + ": boot image does not say its release");
    }
    return release;
  }

  private static String ofX86(Path file) {
    byte[] head = read(file, HEAD_BYTES);
    requireMagic(file, head, MAGIC_OFFSET, "HdrS", "x86 boot image of Linux (bzImage)");
    int version = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getShort(VERSION_OFFSET);
    return version == 0 ? "" : firstWord(head, (version & 0xffff) + SETUP_BYTES);
  }

  private static String ofArm64(Path file) {
    byte[] image = read(file, MOST_BYTES);
    requireMagic(file, image, ARM64_MAGIC_OFFSET, "ARMd", "arm64 boot image of Linux (Image)");
    int banner = new String(image, StandardCharsets.ISO_8859_1).indexOf(ARM64_BANNER);
    return banner < 0 ? "" : firstWord(image, banner + ARM64_BANNER.length());
  }

  private static void requireMagic(Path file, byte[] image, int offset, String magic, String kind) {
    if (image.length < LEAST_BYTES
        || !new String(image, offset, magic.length(), StandardCharsets.US_ASCII).equals(magic)) {
      throw new InvalidRequestException(
          file
              + ": not an "
              + kind
              + ": no '"
              + magic
              + "' at offset 0x"
              + Integer.toHexString(offset)
              + ": name a vmlinuz, not a vmlinux");
    }
  }

  private static byte[] read(Path file, int most) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new InvalidRequestException(file + ": kernel cannot be read: " + e);
    }
  }

  private static String firstWord(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != 0 && bytes[end] != ' ') {
      end++;
    }
    return start >= bytes.length
        ? ""
        : new String(bytes, start, end - start, StandardCharsets.US_ASCII);
  }
}
