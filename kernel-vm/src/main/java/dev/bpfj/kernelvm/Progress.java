package dev.bpfj.kernelvm;

/** Told what happens while tests run; calls come from several threads. */
public interface Progress {
  /**
   * Something that is worth a line in a build's log.
   *
   * @param line without a line end
   */
  void info(String line);

  /**
   * Something that works, but not as it was meant.
   *
   * @param line without a line end
   */
  void warn(String line);
}
