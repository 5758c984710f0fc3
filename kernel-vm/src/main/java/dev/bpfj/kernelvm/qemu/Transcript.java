package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.wire.GuestReports;
import dev.bpfj.kernelvm.wire.TestOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a guest has reported so far. Not thread-safe. */
public final class Transcript implements GuestReports {
  private final List<TestOutcome> outcomes = new ArrayList<>();
  private final Map<String, StringBuilder> printed = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private long heard = start;
  private Duration boot = Duration.ZERO;
  private String release = "";
  private String java = "";
  private String running = "";
  private int reports;
  private boolean ended;

  /** Empty; the clock starts now. */
  public Transcript() {}

  @Override
  public void hello(String kernelRelease, String javaVersion) {
    hear();
    boot = Duration.ofNanos(heard - start);
    release = kernelRelease;
    java = javaVersion;
  }

  @Override
  public void started(String className, String test) {
    report();
    running = className + "." + test;
  }

  @Override
  public void finished(TestOutcome outcome) {
    report();
    running = "";
    outcomes.add(outcome);
  }

  @Override
  public void printed(String className, String text) {
    hear();
    printed.computeIfAbsent(className, name -> new StringBuilder()).append(text);
  }

  @Override
  public void alive(Duration uptime) {
    hear();
  }

  @Override
  public void end() {
    hear();
    ended = true;
  }

  private void report() {
    hear();
    reports++;
  }

  private void hear() {
    heard = System.nanoTime();
  }

  /**
   * How far the tests have come.
   *
   * @return how many have started and ended
   */
  public int reports() {
    return reports;
  }

  /**
   * Whether the guest has reported everything.
   *
   * @return true after the guest's last report
   */
  public boolean ended() {
    return ended;
  }

  /**
   * The kernel that is running.
   *
   * @return its release, empty if the guest's JVM has not reported yet
   */
  public Optional<String> release() {
    return Optional.of(release).filter(text -> !text.isEmpty());
  }

  /**
   * The guest's JVM.
   *
   * @return version and vendor, empty if it has not reported yet
   */
  public String java() {
    return java;
  }

  /**
   * Time from the guest's start to its JVM's first report.
   *
   * @return the time, zero if it has not reported yet
   */
  public Duration boot() {
    return boot;
  }

  /**
   * The outcomes of the tests so far.
   *
   * @return outcomes in the order in which the guest reported them
   */
  public List<TestOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /**
   * What tests printed.
   *
   * @return text by test class
   */
  public Map<String, String> printed() {
    Map<String, String> texts = new LinkedHashMap<>();
    printed.forEach((name, text) -> texts.put(name, text.toString()));
    return texts;
  }

  /**
   * How far the guest has come.
   *
   * @return text for a message: what is running, and when the guest last reported
   */
  public String position() {
    if (release.isEmpty()) {
      return "its JVM has not reported yet";
    }
    long silence = Duration.ofNanos(System.nanoTime() - heard).toSeconds();
    String where = running.isEmpty() ? "between tests" : "in " + running;
    return where + ", tests reported=" + outcomes.size() + ", last heard of " + silence + " s ago";
  }
}
