package dev.bpfj.kernelvm.guest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Copies what tests print: it goes to the console as ever, and into the report of the class that
 * printed it. What native code prints reaches the console only.
 */
final class OutputCapture extends OutputStream {
  /** A test that prints without end shall not fill the host's disk. */
  private static final int MAX_BYTES = 256 << 10;

  private final OutputStream console;
  private final ByteArrayOutputStream captured = new ByteArrayOutputStream();

  private OutputCapture(OutputStream console) {
    this.console = console;
  }

  static OutputCapture install() {
    OutputCapture capture = new OutputCapture(System.out);
    PrintStream stream = new PrintStream(capture, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    return capture;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    try {
      console.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    captured.write(bytes, offset, Math.min(length, MAX_BYTES - captured.size()));
  }

  @Override
  public void flush() throws IOException {
    console.flush();
  }

  /** What was printed since the last call. */
  synchronized String take() {
    String text = captured.toString(StandardCharsets.UTF_8);
    if (captured.size() >= MAX_BYTES) {
      text += "\n[more in the console's file]\n";
    }
    captured.reset();
    return text;
  }
}
