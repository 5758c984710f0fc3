package dev.bpfj.object.io;

import dev.bpfj.object.MalformedObjectException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file whose parts are read into memory on request. Not thread-safe.
 *
 * <p>The size of a part is checked against the file's size first, so that a file of a few bytes
 * cannot cause gigabytes of memory to be allocated.
 */
public final class FileBytes implements Closeable {
  private final String name;
  private final @Nullable SeekableByteChannel channel;
  private final byte[] memory;
  private final long size;

  private FileBytes(String name, @Nullable SeekableByteChannel channel, byte[] memory, long size) {
    this.name = name;
    this.channel = channel;
    this.memory = memory;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @param file an ordinary file
   * @return the file
   * @throws IOException if it cannot be opened
   */
  public static FileBytes open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new FileBytes(file.toString(), channel, new byte[0], channel.size());
  }

  /**
   * A file that is in memory already.
   *
   * @param name its name, for messages
   * @param bytes its content; not to be changed afterwards
   * @return the file
   */
  public static FileBytes of(String name, byte[] bytes) {
    return new FileBytes(name, null, bytes, bytes.length);
  }

  /**
   * The file's size.
   *
   * @return bytes
   */
  public long size() {
    return size;
  }

  /**
   * The whole file.
   *
   * @param where the region's name, for messages
   * @param order the byte order of its numbers
   * @return the region
   * @throws IOException if it cannot be read
   * @throws MalformedObjectException if it does not fit into a region
   */
  public Region all(String where, ByteOrder order) throws IOException {
    return part(where, 0, size, order);
  }

  /**
   * A part of the file.
   *
   * @param where the part's name, for messages
   * @param offset where it starts, in bytes
   * @param length its length in bytes
   * @param order the byte order of its numbers
   * @return the part
   * @throws IOException if it cannot be read
   * @throws MalformedObjectException if it lies outside of the file, or is larger than any of its
   *     kind can be
   */
  public Region part(String where, long offset, long length, ByteOrder order) throws IOException {
    if (offset < 0 || length < 0 || offset > size - length || length > Region.MOST_BYTES) {
      throw new MalformedObjectException(
          name,
          where,
          "data past the end, or too large: offset="
              + Long.toUnsignedString(offset)
              + ", length="
              + Long.toUnsignedString(length)
              + ", size of the file="
              + size);
    }
    if (channel == null) {
      Region all = Region.of(name, where, memory, order);
      return all.part(where, offset, length);
    }
    ByteBuffer part = ByteBuffer.allocate((int) length);
    channel.position(offset);
    while (part.hasRemaining()) {
      if (channel.read(part) < 0) {
        throw new MalformedObjectException(
            name, where, "the file became shorter while it was read");
      }
    }
    return Region.of(name, where, part.array(), order);
  }

  /**
   * An exception about the file.
   *
   * @param where the place in it
   * @param what what is wrong
   * @return the exception, to be thrown
   */
  public MalformedObjectException malformed(String where, String what) {
    return new MalformedObjectException(name, where, what);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
