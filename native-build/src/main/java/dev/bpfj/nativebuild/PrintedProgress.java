package dev.bpfj.nativebuild;

import dev.bpfj.kernelvm.Progress;

/** Prints progress messages for Maven's log. */
record PrintedProgress(String artifact) implements Progress {
  @Override
  public void info(String line) {
    System.out.println(artifact + ": " + line);
  }

  @Override
  public void warn(String line) {
    System.out.println(artifact + ": " + line);
  }
}
