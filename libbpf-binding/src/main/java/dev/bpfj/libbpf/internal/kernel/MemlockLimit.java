package dev.bpfj.libbpf.internal.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RLIMIT_MEMLOCK of this process, which bounds the memory of maps before Linux 5.11. */
public final class MemlockLimit {
  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Pattern SOFT = Pattern.compile("(?m)^Max locked memory +(\\d+|unlimited) ");

  private MemlockLimit() {}

  /** The limit in force, such as {@code 64 KiB}. */
  public static String text() {
    try {
      Matcher limit = SOFT.matcher(Files.readString(LIMITS));
      if (!limit.find()) {
        return "unknown";
      }
      String bytes = limit.group(1);
      return bytes.equals("unlimited")
          ? bytes
          : Long.divideUnsigned(Long.parseUnsignedLong(bytes), 1024) + " KiB";
    } catch (IOException e) {
      return "unknown"; // without /proc
    }
  }
}
