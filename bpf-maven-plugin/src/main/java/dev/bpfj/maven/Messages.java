package dev.bpfj.maven;

import dev.bpfj.object.PrintableText;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What goals tell Maven. It may have names of files, of what is in objects, or what a guest wrote:
 * whatever they hold, they forge no line of the log and do not reach the terminal's controls.
 */
final class Messages {
  private Messages() {}

  /** A message that is one line. */
  static String line(String message) {
    return PrintableText.ofMessage(message);
  }

  /** A message whose line ends are meant. */
  static String lines(@Nullable String message) {
    return String.valueOf(message).lines().map(Messages::line).collect(Collectors.joining("\n"));
  }

  /**
   * An exception as a cause for Maven, which prints the causes' messages after a goal's own unless
   * they are part of it: the exception itself if all its messages are printable, else a copy.
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
