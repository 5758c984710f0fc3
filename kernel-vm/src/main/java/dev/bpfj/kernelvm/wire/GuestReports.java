package dev.bpfj.kernelvm.wire;

import java.time.Duration;

/** Receives a guest's reports, in the order of the events. */
public interface GuestReports {
  /**
   * The guest's JVM runs.
   *
   * @param release the kernel's release, as {@code uname -r}
   * @param java version and vendor of the JVM
   */
  void hello(String release, String java);

  /**
   * A test begins.
   *
   * @param className the test class's binary name
   * @param test the method's name and, for a parameterized one, its parameters
   */
  void started(String className, String test);

  /**
   * A test ended, or a configuration method failed.
   *
   * @param outcome its outcome
   */
  void finished(TestOutcome outcome);

  /**
   * The tests wrote to {@code System.out} or {@code System.err}.
   *
   * @param className the test class that ran meanwhile
   * @param text what was written
   */
  void printed(String className, String text);

  /**
   * A heartbeat, sent once a second whatever the tests do.
   *
   * @param uptime time since the JVM's first report
   */
  void alive(Duration uptime);

  /** All tests have run; this is the last report. */
  void end();
}
