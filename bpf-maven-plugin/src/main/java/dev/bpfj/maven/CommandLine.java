package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was set by {@code -D} on the command line, for a goal whose runs are narrowed down there:
 * Maven itself lets what a POM configures win.
 *
 * @param properties the properties of the command line
 * @param prefix what the goal's properties begin with
 */
record CommandLine(Properties properties, String prefix) {

  /** Whether a parameter is set there. */
  boolean has(String parameter) {
    return properties.getProperty(prefix + parameter) != null;
  }

  /** A text: that of the command line, else the configured one. */
  @Nullable String text(String parameter, @Nullable String configured) {
    String given = properties.getProperty(prefix + parameter);
    return given == null ? configured : given;
  }

  /** A list, on the command line separated by commas. */
  List<String> list(String parameter, List<String> configured) {
    String given = properties.getProperty(prefix + parameter);
    return given == null ? configured : split(given);
  }

  /** A number. */
  int number(String parameter, int configured) {
    String given = properties.getProperty(prefix + parameter);
    try {
      return given == null ? configured : Integer.parseInt(given.strip());
    } catch (NumberFormatException e) {
      throw new InputException(
          prefix + parameter + ": not a number: value=" + given + "; give a whole one");
    }
  }

  /** A truth value; a property without a value is true. */
  boolean flag(String parameter, boolean configured) {
    String given = properties.getProperty(prefix + parameter);
    return given == null ? configured : given.isEmpty() || Boolean.parseBoolean(given.strip());
  }

  /** The items of a list. */
  static List<String> split(String list) {
    return Stream.of(list.split(",", -1)).map(String::strip).filter(i -> !i.isEmpty()).toList();
  }
}
