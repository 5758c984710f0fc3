package dev.bpfj.kernelvm.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a cpio archive in the "newc" format, the one that the kernel unpacks. All files belong to
 * root and have no timestamp, so that the same contents give the same bytes.
 */
final class CpioWriter implements Closeable {
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int SYMLINK = 0120000;
  private static final int CHARACTER_DEVICE = 0020000;

  /** The format has eight hexadecimal digits for a size. */
  private static final long MAX_FILE_BYTES = 0xffff_ffffL;

  private final OutputStream out;
  private long written;
  private int inode = 1;

  CpioWriter(OutputStream out) {
    this.out = out;
  }

  void directory(String path) throws IOException {
    header(path, DIRECTORY | 0755, 0, 0, 0);
  }

  void bytes(String path, int permissions, byte[] content) throws IOException {
    header(path, REGULAR | permissions, content.length, 0, 0);
    write(content);
    pad();
  }

  void file(String path, int permissions, Path source) throws IOException {
    long size = Files.size(source);
    if (size > MAX_FILE_BYTES) {
      throw new IOException(source + ": too large for a cpio archive: bytes=" + size);
    }
    header(path, REGULAR | permissions, size, 0, 0);
    long copied = Files.copy(source, out);
    written += copied;
    if (copied != size) {
      throw new IOException(source + ": changed while it was copied: bytes=" + copied);
    }
    pad();
  }

  void symlink(String path, String target) throws IOException {
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    header(path, SYMLINK | 0777, bytes.length, 0, 0);
    write(bytes);
    pad();
  }

  void characterDevice(String path, int permissions, int major, int minor) throws IOException {
    header(path, CHARACTER_DEVICE | permissions, 0, major, minor);
  }

  /**
   * Writes the trailer that ends the archive; without it, the file is the beginning of an archive.
   */
  void trailer() throws IOException {
    header("TRAILER!!!", 0, 0, 0, 0);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void header(String path, int mode, long size, int major, int minor) throws IOException {
    byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
    // Magic, inode, mode, uid, gid, links, time, size, device (2), node (2), name's length, check.
    String fields =
        String.format(
            "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
            inode++, mode, 0, 0, 1, 0, size, 0, 0, major, minor, name.length, 0);
    write(fields.getBytes(StandardCharsets.US_ASCII));
    write(name);
    pad();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  private void pad() throws IOException {
    while (written % 4 != 0) {
      out.write(0);
      written++;
    }
  }
}
