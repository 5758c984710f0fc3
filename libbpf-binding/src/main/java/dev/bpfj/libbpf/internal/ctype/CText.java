package dev.bpfj.libbpf.internal.ctype;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Text in a {@code char} array: UTF-8, up to the first zero byte or the array's end. */
public final class CText {
  private CText() {}

  /**
   * The text of an array's bytes. What is not UTF-8 becomes U+FFFD.
   *
   * @param bytes of the array, all or those before the zero byte
   */
  public static String decode(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** The bytes of a text, which no zero follows yet. */
  public static byte[] encode(String text, Function<String, IllegalArgumentException> refusal) {
    int zero = text.indexOf('\0');
    if (zero >= 0) {
      throw refusal.apply("a zero character ends a C string: index=" + zero);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Refuses what an array has no room for; a text that fills it has no zero at its end. */
  public static void requireFits(
      byte[] text, int length, Function<String, IllegalArgumentException> refusal) {
    if (text.length > length) {
      throw refusal.apply(tooLong("text", text.length, length));
    }
  }

  /** Why something is refused that an array has no room for. */
  public static String tooLong(String what, long size, long limit) {
    return what + " is too long: size=" + size + ", limit=" + limit;
  }
}
