package dev.bpfj.maven;

import dev.bpfj.kernelvm.Progress;
import org.apache.maven.plugin.logging.Log;

/** Maven's log as the one of guests. */
record KernelTestLog(Log log) implements Progress {

  @Override
  public void info(String line) {
    log.info(line);
  }

  @Override
  public void warn(String line) {
    log.warn(line);
  }
}
