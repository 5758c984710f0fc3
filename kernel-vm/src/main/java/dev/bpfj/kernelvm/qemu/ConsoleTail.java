package dev.bpfj.kernelvm.qemu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of what a guest, or QEMU itself, wrote. */
public final class ConsoleTail {
  private static final int LINES = 25;

  private ConsoleTail() {}

  /**
   * Reads a file's end.
   *
   * @param file of text, with whatever a terminal would have made of it
   * @return its last lines that are not blank, without control characters; none if it cannot be
   *     read
   */
  public static List<String> of(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      List<String> lines =
          text.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001bc", "")
              .lines()
              .map(line -> line.replaceAll("[\\p{Cntrl}&&[^\t]]", "").stripTrailing())
              .filter(line -> !line.isBlank())
              .toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
