package dev.bpfj.kernelvm;

/** Receives progress messages while tests run. Implementations must be thread-safe. */
public interface Progress {
  /**
   * An informational message for the build's log.
   *
   * @param line without a line end
   */
  void info(String line);

  /**
   * A warning: something works, but not as intended.
   *
   * @param line without a line end
   */
  void warn(String line);
}
