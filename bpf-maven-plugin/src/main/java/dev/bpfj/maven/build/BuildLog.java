package dev.bpfj.maven.build;

/** The log of a build. Thread-safe. */
public interface BuildLog {

  /**
   * Logs what was done.
   *
   * @param message one line
   */
  void info(String message);

  /**
   * Logs what the user should know and may want to change.
   *
   * @param message one line
   */
  void warn(String message);

  /**
   * Logs what helps to find a mistake.
   *
   * @param message one line
   */
  void debug(String message);
}
