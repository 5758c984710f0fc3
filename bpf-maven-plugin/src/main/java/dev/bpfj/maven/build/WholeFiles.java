package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads and writes whole files in blocks that fit into the CPU's cache. The JDK's own methods read
 * a file in one piece, through a direct buffer that they allocate again for each larger file, and
 * write in many small pieces.
 */
final class WholeFiles {
  private static final int PIECE = 1 << 16;

  private WholeFiles() {}

  /**
   * A file's content.
   *
   * @param file the file
   * @param most how many bytes are read; of a file that grows beyond them meanwhile, one more
   */
  static byte[] read(Path file, int most) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] bytes = new byte[(int) Math.min(channel.size(), most + 1L)];
      int size = fill(channel, bytes);
      byte[] next = new byte[1];
      // It may be growing, or be one of those that do not know their size.
      while (size == bytes.length && size <= most && fill(channel, next) == 1) {
        long larger = Math.min(most + 1L, (long) size + Math.max(size, PIECE));
        bytes = Arrays.copyOf(bytes, (int) larger);
        bytes[size] = next[0];
        size += 1 + fill(channel, bytes, size + 1);
      }
      return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
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

  /**
   * Writes a new file. An existing file of that name is deleted and not overwritten, since it could
   * be a link.
   */
  static void write(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
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
