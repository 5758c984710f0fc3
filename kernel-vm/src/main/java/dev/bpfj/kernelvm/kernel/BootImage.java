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

/** What a boot image says of itself (the kernel's Documentation/arch/x86/boot.rst). */
final class BootImage {
  private static final int MAGIC_OFFSET = 0x202;
  private static final int VERSION_OFFSET = 0x20e;
  private static final int SETUP_BYTES = 0x200;

  /** Magic and version lie in the image's setup code, far below this. */
  private static final int HEAD_BYTES = 64 << 10;

  private BootImage() {}

  /** The kernel's release; a message naming the file if it is no boot image. */
  static String release(Path file, Architecture architecture) {
    if (!architecture.name().equals("x86_64")) {
      throw new InvalidRequestException(
          file + ": boot images of this architecture are not known: " + architecture.name());
    }
    byte[] head = head(file);
    if (head.length < VERSION_OFFSET + 2
        || !new String(head, MAGIC_OFFSET, 4, StandardCharsets.US_ASCII).equals("HdrS")) {
      throw new InvalidRequestException(
          file
              + ": not an x86 boot image of Linux (bzImage): no 'HdrS' at offset 0x202: name a"
              + " vmlinuz, not a vmlinux");
    }
    int version = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getShort(VERSION_OFFSET);
    String text = text(head, (version & 0xffff) + SETUP_BYTES);
    String release = text.split(" ", 2)[0];
    // It becomes part of paths.
    if (version == 0 || !release.matches("\\d+\\.\\d+[\\w.+~-]*")) {
      throw new InvalidRequestException(file + ": boot image does not say its release");
    }
    return release;
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    } catch (IOException e) {
      throw new InvalidRequestException(file + ": kernel cannot be read: " + e);
    }
  }

  private static String text(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return start >= bytes.length
        ? ""
        : new String(bytes, start, end - start, StandardCharsets.US_ASCII);
  }
}
