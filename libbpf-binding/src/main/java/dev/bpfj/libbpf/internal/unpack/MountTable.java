package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.nio.file.Path;

/** The file systems that this process sees, {@code /proc/self/mountinfo}. */
final class MountTable {
  private static final String MOUNTS = "/proc/self/mountinfo";
  private static final int FIELDS_BEFORE_MOUNT_POINT = 4;

  private MountTable() {}

  /**
   * Whether no code may be loaded from a directory.
   *
   * @param directory a real path
   * @return true if its file system is mounted {@code noexec}; false if that cannot be told
   */
  static boolean forbidsCode(Path directory) {
    try {
      return forbidsCode(ProcFile.encoded(directory.toString()), ProcFile.read(MOUNTS));
    } catch (IOException e) {
      return false;
    }
  }

  // "36 35 98:0 /root /mount/point rw,noexec shared:1 - ext4 /dev/vda rw". What is mounted later
  // hides what was mounted there before. Lines are not split, which takes long while a JVM starts.
  static boolean forbidsCode(String directory, String table) {
    int longest = -1;
    boolean forbids = false;
    for (String line : table.split("\n", -1)) {
      int start = 0;
      for (int i = 0; i < FIELDS_BEFORE_MOUNT_POINT; i++) {
        start = line.indexOf(' ', start) + 1;
      }
      int options = line.indexOf(' ', start) + 1;
      int end = line.indexOf(' ', options);
      if (end < options) {
        continue;
      }
      String point = unescaped(line.substring(start, options - 1));
      if (point.length() >= longest && isIn(point, directory)) {
        longest = point.length();
        forbids = ("," + line.substring(options, end) + ",").contains(",noexec,");
      }
    }
    return forbids;
  }

  private static boolean isIn(String point, String directory) {
    return directory.startsWith(point)
        && (point.endsWith("/")
            || directory.length() == point.length()
            || directory.charAt(point.length()) == '/');
  }

  /** Undoes the kernel's octal escapes of blanks and backslashes. */
  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
