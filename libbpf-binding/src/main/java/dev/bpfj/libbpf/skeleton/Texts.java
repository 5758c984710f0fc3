package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.ctype.CText;
import dev.bpfj.libbpf.map.codec.Text;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * Reads and writes the {@code char} arrays of a {@link View} as text.
 *
 * <p>Several threads may read and write at once; a text is copied byte by byte, so that one that
 * others write meanwhile is seen partly old and partly new.
 */
public final class Texts {
  private Texts() {}

  /**
   * The text in a {@code char} array: UTF-8, up to the first zero byte or the array's end. What is
   * not UTF-8 becomes U+FFFD.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param length the array's length
   * @return its text
   */
  public static String get(View view, int offset, int length) {
    ByteBuffer buffer = view.memory.forReading();
    try {
      if (length < 0) {
        throw Refusal.refuse("a negative length: length=" + length);
      }
      int at = BufferCells.at(view, offset);
      // Copied before the end is looked for: the text may change meanwhile.
      byte[] bytes = new byte[lengthNow(buffer, at, length)];
      buffer.get(at, bytes);
      VarHandle.acquireFence();
      return CText.decode(bytes);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * The text in a {@code char} array of a key, with all of its bytes.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param length the array's length
   * @return its text
   */
  public static Text getText(View view, int offset, int length) {
    return Text.of(Arrays.getBytes(view, offset, length));
  }

  private static int lengthNow(ByteBuffer buffer, int at, int length) {
    int end = 0;
    while (end < length && buffer.get(at + end) != 0) {
      end++;
    }
    return end;
  }

  /**
   * Sets a {@code char} array to a text in UTF-8, and its rest to zeros. A text that fills the
   * array has no terminating zero then, as in C.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param length the array's length
   * @param value its text, of at most that many bytes and without U+0000
   */
  public static void set(View view, int offset, int length, String value) {
    set(view, offset, length, CText.encode(value, Refusal.NAMED));
  }

  /**
   * Sets a {@code char} array of a key to a text, and its rest to zeros.
   *
   * @param view the view
   * @param offset its offset in the view, in bytes
   * @param length the array's length
   * @param value its text, of at most that many bytes
   */
  public static void set(View view, int offset, int length, Text value) {
    set(view, offset, length, value.bytes());
  }

  private static void set(View view, int offset, int length, byte[] text) {
    CText.requireFits(text, length, Refusal.NAMED);
    Arrays.setBytes(view, offset, length, text);
  }
}
