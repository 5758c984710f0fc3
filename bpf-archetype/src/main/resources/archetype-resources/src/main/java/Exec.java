package ${package};

import dev.bpfj.object.PrintableText;
import java.util.Locale;

/**
 * A program that was started, copied out of the ring buffer.
 *
 * @param pid of the process
 * @param parent the process that started it
 * @param user who runs it
 * @param command the process's name, at most 15 characters
 * @param file the program's file
 */
public record Exec(int pid, int parent, long user, String command, String file) {

  /** A line for a terminal, which no name can control. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%-8d%-8d%-8d%-16s%s",
        pid,
        parent,
        user,
        PrintableText.of(command),
        PrintableText.of(file));
  }
}
