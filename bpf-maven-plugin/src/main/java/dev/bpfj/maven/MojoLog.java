package dev.bpfj.maven;

import dev.bpfj.kernelvm.Progress;
import dev.bpfj.maven.build.BuildLog;
import org.apache.maven.plugin.logging.Log;

/**
 * Adapts Maven's log to a {@link BuildLog} and a {@link Progress}. Every message becomes a single
 * line.
 */
record MojoLog(Log log) implements BuildLog, Progress {

  @Override
  public void info(String message) {
    log.info(Messages.line(message));
  }

  @Override
  public void warn(String message) {
    log.warn(Messages.line(message));
  }

  @Override
  public void debug(String message) {
    log.debug(Messages.line(message));
  }
}
