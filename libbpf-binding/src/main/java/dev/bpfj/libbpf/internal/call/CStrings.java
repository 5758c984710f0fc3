package dev.bpfj.libbpf.internal.call;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads C strings.
 *
 * <p>Thread-safe.
 */
public final class CStrings {
  private CStrings() {}

  /**
   * Reads a string.
   *
   * @param address where it is, not 0
   * @return its text
   */
  public static String text(long address) {
    byte[] bytes = NativeMemory.get().getZeroTerminatedByteArray(address);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Reads a string that may be missing.
   *
   * @param address where it is, or 0
   * @return its text, or null for 0
   */
  public static @Nullable String textOrNull(long address) {
    return address == 0 ? null : text(address);
  }
}
