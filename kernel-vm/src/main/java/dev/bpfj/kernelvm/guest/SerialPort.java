package dev.bpfj.kernelvm.guest;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A serial port whose {@code flush} means that the bytes have left the guest. The kernel queues
 * what is written to a port, and a panic takes the queue along: the test that caused it would not
 * be known. Java cannot call {@code tcdrain}, but the driver says how many bytes it has sent.
 */
final class SerialPort extends OutputStream {
  private static final Path COUNTERS = Path.of("/proc/tty/driver/serial");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final FileOutputStream device;
  private final Pattern counter;
  private final OptionalLong before;
  private long written;

  /** Opens a device such as {@code /dev/ttyS1}. One without counters is written to all the same. */
  SerialPort(String name) throws IOException {
    counter = Pattern.compile("(?m)^" + name.replaceFirst("\\D+", "") + ": .*\\btx:(\\d+)\\b");
    before = sent();
    device = new FileOutputStream(name);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    device.write(bytes, offset, length);
    written += length;
  }

  // A port that stands still for so long is the host's to judge.
  @Override
  public void flush() throws IOException {
    if (before.isEmpty()) {
      return;
    }
    long wanted = before.getAsLong() + written;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (sent().orElse(wanted) < wanted && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws IOException {
    device.close();
  }

  // A line of the file: "1: uart:16550A port:000002F8 irq:3 tx:5626 rx:0 RTS|DTR".
  private OptionalLong sent() throws IOException {
    if (!Files.isReadable(COUNTERS)) {
      return OptionalLong.empty();
    }
    Matcher matcher = counter.matcher(Files.readString(COUNTERS));
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
