package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.wire.FrameReader;
import dev.bpfj.kernelvm.wire.GuestReports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows the file that a guest's second serial port is written to. */
final class ResultTail implements AutoCloseable {
  private final InputStream in;
  private final FrameReader reader;
  private final byte[] buffer = new byte[64 << 10];

  ResultTail(Path file, GuestReports reports) {
    this.reader = new FrameReader(reports);
    try {
      this.in = Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Delivers what has come since the last call. */
  void poll() {
    try {
      int length;
      while ((length = in.read(buffer)) > 0) {
        reader.take(buffer, length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of a frame that was begun. */
  int incomplete() {
    return reader.incomplete();
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
