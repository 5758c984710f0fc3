package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads and writes whole files in pieces that the processor's cache can hold. The class library's
 * own methods read a file in one piece, through memory outside the heap that they take anew for
 * each larger file, and write in many small ones.
 */
final class WholeFiles {
  private static final int PIECE = 1 << 16;

  private WholeFiles() {}

  static byte[] read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] bytes = new byte[Math.toIntExact(channel.size())];
      int size = fill(channel, bytes);
      byte[] next = new byte[1];
      // It may be growing, or be one of those that do not know their size.
      while (size == bytes.length && fill(channel, next) == 1) {
        bytes = Arrays.copyOf(bytes, Math.addExact(size, Math.max(size, PIECE)));
        bytes[size] = next[0];
        size += 1 + fill(channel, bytes, size + 1);
      }
      return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    } catch (ArithmeticException e) {
      throw new IOException("larger than a Java array", e);
    }
  }

  private static int fill(FileChannel channel, byte[] bytes) throws IOException {
    return fill(channel, bytes, 0);
  }

  /** Reads until the array is full or the file ends; how much was read. */
  private static int fill(FileChannel channel, byte[] bytes, int start) throws IOException {
    int end = start;
    while (end < bytes.length) {
      int n = channel.read(piece(bytes, end));
      if (n < 0) {
        break;
      }
      end += n;
    }
    return end - start;
  }

  static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      int written = 0;
      while (written < content.length) {
        written += channel.write(piece(content, written));
      }
    }
  }

  private static ByteBuffer piece(byte[] bytes, int start) {
    return ByteBuffer.wrap(bytes, start, Math.min(PIECE, bytes.length - start));
  }
}
