package dev.bpfj.libbpf.map.codec;

import dev.bpfj.libbpf.internal.ctype.CText;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a C {@code char} array in a key. The kernel distinguishes keys by all of their
 * bytes. A {@link String} has only those before the first zero byte, and only if they are UTF-8:
 * two different keys could become equal strings, and a key that was read could not be looked up
 * again. So a {@code Text} keeps all bytes except the zeros at the end, and equals another one that
 * has the same bytes.
 *
 * <pre>{@code
 * counters.lookup(Text.of("bash"));
 * counters.forEach((name, count) -> System.out.println(name + ": " + count));
 * }</pre>
 *
 * <p>Immutable, thread-safe.
 */
public final class Text implements Comparable<Text> {
  private static final byte[] NOTHING = {};

  private final byte[] bytes; // without zeros at the end

  private Text(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The bytes of a text in UTF-8.
   *
   * @param text without zero characters
   * @return its bytes
   * @throws IllegalArgumentException if it has a zero character, which ends a C string
   */
  public static Text of(String text) {
    return new Text(CText.encode(text, MapCodecs.Refusal.PLAIN));
  }

  /**
   * Bytes as they are, UTF-8 or not.
   *
   * @param bytes the bytes; zeros at the end are left out
   * @return the same bytes
   */
  public static Text of(byte... bytes) {
    return new Text(Arrays.copyOf(bytes, lengthOf(bytes)));
  }

  /** The bytes in a buffer. */
  static Text read(ByteBuffer buffer, int offset, int size) {
    byte[] all = new byte[size];
    buffer.get(offset, all);
    int length = lengthOf(all);
    return length == 0
        ? new Text(NOTHING)
        : new Text(length == size ? all : Arrays.copyOf(all, length));
  }

  private static int lengthOf(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return length;
  }

  /** Writes the bytes, and zeros after them. */
  void write(ByteBuffer buffer, int offset, int size) {
    write(bytes, buffer, offset, size);
  }

  /** Writes a text, and zeros after it. */
  static void write(byte[] text, ByteBuffer buffer, int offset, int size) {
    CText.requireFits(text, size, MapCodecs.Refusal.PLAIN);
    buffer.put(offset, text);
    for (int i = text.length; i < size; i++) {
      buffer.put(offset + i, (byte) 0);
    }
  }

  /**
   * Its bytes.
   *
   * @return a copy, without zeros at the end
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Orders by bytes, as unsigned numbers. */
  @Override
  public int compareTo(Text other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Text that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The text up to the first zero byte, read as UTF-8; what is not UTF-8 becomes U+FFFD. */
  @Override
  public String toString() {
    return CText.decode(bytes);
  }
}
