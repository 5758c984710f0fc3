package dev.bpfj.kernelvm.qemu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Extracts from a console the lines that explain a failure, and the last ones. */
public final class ConsoleTail {
  private static final int MOST_BYTES = 16 << 20;
  private static final int LINES = 25;
  private static final int TELLING_LINES = 10;

  /** Matches messages of the kernel and {@code /init} that report a failure. */
  private static final Pattern TELLING =
      Pattern.compile(
          "Kernel panic|BUG:|Oops|Unable to handle|general protection|sysrq:|Out of memory"
              + "|invoked oom-killer|^init: |error occurred|SIGSEGV");

  /** Matches the messages of {@code /init} in a guest without failures. */
  private static final Pattern ALL_WELL = Pattern.compile("^init: java ended with exit status 0");

  private ConsoleTail() {}

  /**
   * Reads a file's end.
   *
   * @param file of text, with whatever a terminal would have made of it
   * @return its last lines that are not blank, without control and format characters; before them,
   *     and ended by a line of dots, those from further up that say what went wrong; none if the
   *     file cannot be read
   */
  public static List<String> of(Path file) {
    return of(lines(file));
  }

  private static List<String> lines(Path file) {
    try {
      String text = new String(end(file), StandardCharsets.UTF_8);
      return text.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001bc", "")
          .lines()
          .map(line -> line.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}&&[^\t]]", "").stripTrailing())
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Finds problems on the console of a guest whose tests all ran, such as kernel warnings or a
   * module that could not be loaded.
   *
   * @param file of text
   * @return the first such lines
   */
  public static List<String> troubles(Path file) {
    return lines(file).stream()
        .filter(line -> TELLING.matcher(line).find() && !ALL_WELL.matcher(line).find())
        .limit(TELLING_LINES)
        .toList();
  }

  // A guest can write as much as it likes.
  private static byte[] end(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, Files.size(file) - MOST_BYTES));
      return in.readNBytes(MOST_BYTES);
    }
  }

  private static List<String> of(List<String> lines) {
    int start = Math.max(0, lines.size() - LINES);
    List<String> shown = new ArrayList<>();
    lines.subList(0, start).stream()
        .filter(line -> TELLING.matcher(line).find())
        .limit(TELLING_LINES)
        .forEach(shown::add);
    if (!shown.isEmpty()) {
      shown.add("...");
    }
    shown.addAll(lines.subList(start, lines.size()));
    return shown;
  }
}
