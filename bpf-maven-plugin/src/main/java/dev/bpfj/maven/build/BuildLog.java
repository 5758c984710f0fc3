package dev.bpfj.maven.build;

/** Where a build tells its user what it does. Used by several threads at once. */
public interface BuildLog {

  /**
   * Says what was done.
   *
   * @param message one line
   */
  void info(String message);

  /**
   * Says what the user should know and may want to change.
   *
   * @param message one line
   */
  void warn(String message);

  /**
   * Says what helps to find a mistake.
   *
   * @param message one line
   */
  void debug(String message);
}
