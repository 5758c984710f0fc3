package dev.bpfj.maven;

import dev.bpfj.maven.build.BuildLog;
import org.apache.maven.plugin.logging.Log;

/** Maven's log as a build's. */
record MojoLog(Log log) implements BuildLog {

  @Override
  public void info(String message) {
    log.info(message);
  }

  @Override
  public void warn(String message) {
    log.warn(message);
  }

  @Override
  public void debug(String message) {
    log.debug(message);
  }
}
