package dev.bpfj.maven.support;

import dev.bpfj.maven.build.BuildLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what a build says. */
public final class TestLog implements BuildLog {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  /** What was said, each line after its level. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** What was said as warnings. */
  public List<String> warnings() {
    return lines().stream()
        .filter(line -> line.startsWith("warn "))
        .map(l -> l.substring(5))
        .toList();
  }

  /** The last line that is no debug line. */
  public String last() {
    List<String> said = lines().stream().filter(line -> !line.startsWith("debug ")).toList();
    return said.get(said.size() - 1);
  }

  @Override
  public void info(String message) {
    lines.add("info " + message);
  }

  @Override
  public void warn(String message) {
    lines.add("warn " + message);
  }

  @Override
  public void debug(String message) {
    lines.add("debug " + message);
  }
}
