package dev.bpfj.maven;

import dev.bpfj.object.PrintableText;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sanitizes the messages that goals pass to Maven. They may contain file names, names from objects,
 * or output of a guest; none of these can forge a line of the log or send control characters to the
 * terminal.
 */
final class Messages {
  private Messages() {}

  /** A message that is one line. */
  static String line(String message) {
    return PrintableText.ofMessage(message);
  }

  /** A message of several lines. */
  static String lines(@Nullable String message) {
    return String.valueOf(message).lines().map(Messages::line).collect(Collectors.joining("\n"));
  }

  /**
   * An exception to pass to Maven as a cause. Maven prints the messages of causes unless they are
   * part of the goal's own message, so this is the exception itself if all its messages are
   * printable, else a sanitized copy.
   */
  static Throwable cause(Throwable e) {
    for (Throwable next = e; next != null; next = next.getCause()) {
      if (next.getMessage() != null && !lines(next.getMessage()).equals(next.getMessage())) {
        return copy(e);
      }
    }
    return e;
  }

  private static Throwable copy(Throwable e) {
    Throwable next = e.getCause();
    Exception copy =
        new Exception(
            e.getMessage() == null ? null : lines(e.getMessage()),
            next == null ? null : copy(next));
    copy.setStackTrace(e.getStackTrace());
    return copy;
  }
}
