package dev.bpfj.maven;

import dev.bpfj.maven.build.InputException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The properties that were set by {@code -D} on the command line, for a goal that lets them
 * override the POM. In Maven itself the POM's configuration takes precedence.
 *
 * @param properties the properties of the command line
 * @param prefix the prefix of the goal's properties
 */
record CommandLine(Properties properties, String prefix) {

  /** Whether a parameter is set on the command line. */
  boolean has(String parameter) {
    return properties.getProperty(prefix + parameter) != null;
  }

  /** A string parameter: the value from the command line, else the configured one. */
  @Nullable String text(String parameter, @Nullable String configured) {
    String given = properties.getProperty(prefix + parameter);
    return given == null ? configured : given;
  }

  /** A list parameter, which is comma-separated on the command line. */
  List<String> list(String parameter, List<String> configured) {
    String given = properties.getProperty(prefix + parameter);
    return given == null ? configured : split(given);
  }

  /** An integer parameter. */
  int number(String parameter, int configured) {
    String given = properties.getProperty(prefix + parameter);
    try {
      return given == null ? configured : Integer.parseInt(given.strip());
    } catch (NumberFormatException e) {
      throw new InputException(
          prefix + parameter + ": not a number: value=" + given + "; give a whole one");
    }
  }

  /** A boolean parameter; a property without a value is true. */
  boolean flag(String parameter, boolean configured) {
    String given = properties.getProperty(prefix + parameter);
    return given == null ? configured : given.isEmpty() || Boolean.parseBoolean(given.strip());
  }

  /** Splits a comma-separated list. */
  static List<String> split(String list) {
    return Stream.of(list.split(",", -1)).map(String::strip).filter(i -> !i.isEmpty()).toList();
  }
}
