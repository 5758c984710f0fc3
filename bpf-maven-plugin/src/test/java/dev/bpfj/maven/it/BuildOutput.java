package dev.bpfj.maven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a build said. */
public final class BuildOutput {
  private static final String FAILURE = "[ERROR] Failed to execute goal ";

  // What Maven says of its own transfers, in the midst of a goal that needs a dependency.
  private static final Pattern TRANSFER =
      Pattern.compile(
          "\\[\\w+\\] (Download(ing|ed) from |Checksum validation failed|Could not validate integrity"
              + "|Could not transfer metadata |Artifact \\S+ is present in the local repository).*");

  private final List<String> lines;

  /** A build by its output. */
  public BuildOutput(List<String> lines) {
    this.lines = lines.stream().filter(line -> !TRANSFER.matcher(line).matches()).toList();
  }

  /** The build that the invoker has just run. */
  public static BuildOutput of(File basedir) throws IOException {
    return new BuildOutput(Files.readAllLines(basedir.toPath().resolve("build.log")));
  }

  /** All lines. */
  public List<String> lines() {
    return lines;
  }

  /** The lines that a goal of ours logged at a level, such as {@code INFO}, without the level. */
  public List<String> ofOurs(String level) {
    List<String> found = new ArrayList<>();
    boolean ours = false;
    for (String line : lines) {
      if (line.startsWith("[INFO] --- ")) {
        // By its name, or since Maven 3.9 by its prefix.
        ours = line.matches("\\[INFO\\] --- bpf(-maven-plugin)?:.*");
      } else if (line.equals("[INFO] ") || line.startsWith("[INFO] -----")) {
        ours = false;
      } else if (ours && line.startsWith("[" + level + "] ")) {
        found.add(line.substring(level.length() + 3));
      }
    }
    return found;
  }

  /**
   * The message of the goal that failed, as a user without {@code -e} sees it, and nothing but that
   * message. Fails if there is none, if there is more than one, if a stack trace was printed, or if
   * the goal blames the machine for it.
   */
  public String failure(String goal) {
    List<String> starts = lines.stream().filter(line -> line.startsWith(FAILURE)).toList();
    if (starts.size() != 1) {
      throw new AssertionError("goals that failed: " + starts);
    }
    if (lines.stream().noneMatch(line -> line.endsWith("/MojoFailureException"))) {
      throw new AssertionError("not called the user's mistake: " + String.join("\n", lines));
    }
    int first = lines.indexOf(starts.get(0));
    int last = first;
    while (last < lines.size() - 1 && !lines.get(last).contains("-> [Help 1]")) {
      last++;
    }
    noStackTrace(lines.subList(0, first));
    noStackTrace(
        lines.subList(last, lines.size())); // a guest's console, in the message, may have one
    StringBuilder message = new StringBuilder();
    for (String line : lines.subList(first, lines.size())) {
      String text = line.startsWith("[ERROR] ") ? line.substring(8) : line;
      int end = text.indexOf("-> [Help 1]");
      if (end >= 0) {
        message.append(text, 0, end);
        break;
      }
      message.append(text).append('\n');
    }
    return afterPrefix(message.toString().stripTrailing(), goal);
  }

  private void noStackTrace(List<String> part) {
    if (part.stream().anyMatch(line -> line.matches("(\\[ERROR\\] )?\\s+at [\\w.$]+\\(.*\\)"))) {
      throw new AssertionError("a stack trace: " + String.join("\n", lines));
    }
  }

  private static String afterPrefix(String message, String goal) {
    String prefix =
        "(?s)Failed to execute goal dev\\.bpfj:bpf-maven-plugin:[^:]+:"
            + goal
            + " \\([^)]+\\) on project [^:]+: ";
    String stripped = message.replaceFirst(prefix, "");
    if (stripped.equals(message)) {
      throw new AssertionError("another goal failed: " + message);
    }
    return stripped;
  }
}
