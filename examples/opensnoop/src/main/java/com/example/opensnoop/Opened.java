package com.example.opensnoop;

import dev.bpfj.object.PrintableText;
import java.util.Locale;
import jnr.constants.platform.Errno;

/**
 * A file that was opened or could not be, copied out of the ring buffer.
 *
 * @param pid the process
 * @param command the thread's name, at most 15 characters
 * @param result a file descriptor, or a negative error number
 * @param file its name as the process gave it, at most 255 bytes of it
 */
public record Opened(int pid, String command, int result, String file) {
  /** The names of {@link #line}'s columns. */
  public static final String HEADER =
      String.format("%-8s%-16s%-14s%s", "PID", "COMMAND", "RESULT", "FILE");

  /** A line for a terminal, which no name can control. */
  public String line() {
    String outcome = result < 0 ? Errno.valueOf(-result).name() : "fd " + result;
    return String.format(
        Locale.ROOT,
        "%-8d%-16s%-14s%s",
        pid,
        PrintableText.of(command),
        outcome,
        PrintableText.of(file));
  }
}
