package dev.bpfj.kernelvm;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is said for a test to look at. */
public final class Lines implements Progress {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void info(String line) {
    lines.add(line);
  }

  @Override
  public void warn(String line) {
    lines.add(line);
  }

  public List<String> lines() {
    return lines;
  }

  public void clear() {
    lines.clear();
  }
}
