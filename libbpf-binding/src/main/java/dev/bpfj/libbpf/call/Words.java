package dev.bpfj.libbpf.call;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the words are that C functions take and return. */
final class Words {
  private Words() {}

  /** A {@code bool} as an argument. */
  static long word(boolean truth) {
    return truth ? 1 : 0;
  }

  /** A {@code bool} as a result, which is but a byte. */
  static boolean truth(long word) {
    return (byte) word != 0;
  }

  /** A C string that is there. */
  static String text(long address) {
    byte[] bytes = MemoryIO.getInstance().getZeroTerminatedByteArray(address);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A C string, or null for NULL. */
  static @Nullable String textOrNull(long address) {
    return address == 0 ? null : text(address);
  }
}
