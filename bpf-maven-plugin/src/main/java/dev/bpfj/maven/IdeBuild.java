package dev.bpfj.maven;

import dev.bpfj.maven.build.BuildLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.plexus.build.BuildContext;

/**
 * The IDE that runs a build: it is told what was written, and shows clang's messages at their
 * places. On the command line none is there, and nothing is told twice.
 */
final class IdeBuild {
  /** What Eclipse sets in each build that it runs. */
  private static final String ECLIPSE = "m2e.version";

  private static final Pattern AT_PLACE =
      Pattern.compile("(.+):(\\d{1,9}):(\\d{1,9}): (?:fatal )?(error|warning): (.*)");

  private final BuildContext context;
  private final boolean isIde;

  /**
   * Makes it for one run.
   *
   * @param context what Maven or the IDE injects; Maven's own logs each message once more
   * @param properties the properties that the build was started with
   */
  IdeBuild(BuildContext context, Properties properties) {
    this.context = context;
    this.isIde = properties.containsKey(ECLIPSE);
  }

  /** The sources are looked at again: what was said of them before is void. */
  void forget(List<Path> sources) {
    if (isIde) {
      sources.forEach(source -> context.removeMessages(source.toFile()));
    }
  }

  /** Files below a directory were written or deleted. */
  void refresh(Path directory) {
    if (isIde) {
      context.refresh(directory.toFile());
    }
  }

  /** Shows each line that names a place there. */
  void mark(String message) {
    if (isIde) {
      message.lines().map(AT_PLACE::matcher).filter(Matcher::matches).forEach(this::mark);
    }
  }

  private void mark(Matcher line) {
    context.addMessage(
        Path.of(line.group(1)).toFile(),
        Integer.parseInt(line.group(2)),
        Integer.parseInt(line.group(3)),
        line.group(5),
        line.group(4).equals("error") ? BuildContext.SEVERITY_ERROR : BuildContext.SEVERITY_WARNING,
        null);
  }

  /** A log whose warnings are shown at their places too. */
  BuildLog marking(BuildLog log) {
    return new BuildLog() {
      @Override
      public void info(String message) {
        log.info(message);
      }

      @Override
      public void warn(String message) {
        log.warn(message);
        mark(message);
      }

      @Override
      public void debug(String message) {
        log.debug(message);
      }
    };
  }
}
