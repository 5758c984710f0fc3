package dev.bpfj.libbpf.internal.unpack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The file systems that this process sees, {@code /proc/self/mountinfo}. */
final class MountTable {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  private MountTable() {}

  /**
   * Whether no code may be loaded from a directory.
   *
   * @param directory a real path
   * @return true if its file system is mounted {@code noexec}; false if that cannot be told
   */
  static boolean forbidsCode(Path directory) {
    try {
      return forbidsCode(directory, Files.readString(MOUNTS));
    } catch (IOException e) {
      return false;
    }
  }

  // "36 35 98:0 /root /mount/point rw,noexec shared:1 - ext4 /dev/vda rw". What is mounted later
  // hides what was mounted there before.
  static boolean forbidsCode(Path directory, String table) {
    int longest = -1;
    boolean forbids = false;
    for (String line : table.split("\n", -1)) {
      String[] fields = line.split(" ", 7);
      if (fields.length < 6) {
        continue;
      }
      Path point = Path.of(unescaped(fields[4]));
      if (point.getNameCount() >= longest && directory.startsWith(point)) {
        longest = point.getNameCount();
        forbids = Arrays.asList(fields[5].split(",", -1)).contains("noexec");
      }
    }
    return forbids;
  }

  /** Undoes the kernel's octal escapes of blanks and backslashes. */
  private static String unescaped(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
