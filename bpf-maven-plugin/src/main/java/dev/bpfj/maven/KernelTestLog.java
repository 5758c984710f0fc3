package dev.bpfj.maven;

import dev.bpfj.kernelvm.Progress;
import org.apache.maven.plugin.logging.Log;

/** Maven's log as the one of guests. Nothing that is logged is more than one line. */
record KernelTestLog(Log log) implements Progress {

  @Override
  public void info(String line) {
    log.info(Messages.line(line));
  }

  @Override
  public void warn(String line) {
    log.warn(Messages.line(line));
  }
}
