package dev.bpfj.maven.completion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a completion script: tables in what both shells read, then the shell's functions. */
public final class Script {
  private final List<Goal> goals;

  /**
   * A script for these goals.
   *
   * @param goals the goals
   */
  public Script(List<Goal> goals) {
    this.goals = goals;
  }

  /**
   * The script.
   *
   * @param shell the shell that reads it
   * @param version the plugin's version
   * @return its text
   * @throws IOException if the shell's part cannot be read
   */
  public String text(Shell shell, String version) throws IOException {
    return "# Completion of mvn's bpf:... goals and -Dbpf... properties, written by bpf:completion "
        + version
        + ".\n\n_bpf_goals='"
        + goals.stream().map(Goal::name).collect(Collectors.joining(" "))
        + "'\n\n"
        + table("_bpf_properties", goals.stream().map(Script::row))
        + table("_bpf_values", properties().map(Script::row))
        + functions(shell);
  }

  private Stream<Property> properties() {
    TreeMap<String, Property> all = new TreeMap<>();
    for (Goal goal : goals) {
      goal.properties().forEach(property -> all.merge(property.name(), property, Script::both));
    }
    return all.values().stream();
  }

  // Two goals may take different values by one property.
  private static Property both(Property one, Property other) {
    return new Property(
        one.name(),
        Stream.concat(one.values().stream(), other.values().stream()).distinct().toList(),
        one.isFile() || other.isFile(),
        one.isList() || other.isList());
  }

  private static String table(String function, Stream<String> rows) {
    return function
        + "() {\n  case $1 in\n"
        + rows.filter(row -> !row.isEmpty()).collect(Collectors.joining())
        + "  esac\n}\n\n";
  }

  private static String row(Goal goal) {
    return row(
        goal.name(),
        goal.properties().stream().map(Property::name).collect(Collectors.joining(" ")));
  }

  private static String row(Property property) {
    List<String> words = new ArrayList<>(property.values());
    if (property.isFile()) {
      words.add(0, "@files");
    }
    String values = String.join(" ", words);
    return values.isEmpty()
        ? ""
        : row(property.name(), (property.isList() ? "@list " : "") + values);
  }

  private static String row(String key, String words) {
    return "    " + key + ") echo '" + words + "' ;;\n";
  }

  private static String functions(Shell shell) throws IOException {
    String file = "mvn." + shell.title();
    try (InputStream functions = Script.class.getResourceAsStream(file)) {
      if (functions == null) {
        throw new IOException("the plugin lacks a file: " + file);
      }
      return new String(functions.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
