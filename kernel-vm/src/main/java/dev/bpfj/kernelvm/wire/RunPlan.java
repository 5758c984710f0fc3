package dev.bpfj.kernelvm.wire;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a guest is to run. Lies in the guest as a properties file.
 *
 * @param classes binary names of the test classes, in the order in which they run
 * @param methods filters for methods, {@code class#method} with {@code *} and {@code ?}; a class
 *     that no filter names runs whole
 * @param groups groups of TestNG, tags or tag expressions of JUnit to run; empty for all
 * @param excludedGroups those to leave out
 * @param leakCheck whether what a class leaves behind is a failure
 * @param results device that the frames are written to
 * @param hangSeconds after how many seconds without a report the threads' stacks are printed, since
 *     the host will soon end the guest
 */
public record RunPlan(
    List<String> classes,
    List<String> methods,
    List<String> groups,
    List<String> excludedGroups,
    boolean leakCheck,
    String results,
    long hangSeconds) {

  /**
   * The plan as a file.
   *
   * @return the text of a properties file
   */
  public String toProperties() {
    Properties properties = new Properties();
    properties.setProperty("classes", String.join(",", classes));
    properties.setProperty("methods", String.join(",", methods));
    properties.setProperty("groups", String.join(",", groups));
    properties.setProperty("excludedGroups", String.join(",", excludedGroups));
    properties.setProperty("leakCheck", Boolean.toString(leakCheck));
    properties.setProperty("results", results);
    properties.setProperty("hangSeconds", Long.toString(hangSeconds));
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Properties.store begins with the date.
    return text.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * Reads what {@link #toProperties} wrote.
   *
   * @param text the file's text
   * @return the plan
   */
  public static RunPlan fromProperties(String text) {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(text)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunPlan(
        list(properties, "classes"),
        list(properties, "methods"),
        list(properties, "groups"),
        list(properties, "excludedGroups"),
        Boolean.parseBoolean(properties.getProperty("leakCheck")),
        properties.getProperty("results"),
        Long.parseLong(properties.getProperty("hangSeconds")));
  }

  private static List<String> list(Properties properties, String key) {
    return Arrays.stream(properties.getProperty(key, "").split(",", -1))
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
