package dev.bpfj.kernelvm;

import dev.bpfj.kernelvm.qemu.GuestWatcher;
import dev.bpfj.kernelvm.wire.GuestReports;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Says how far a kernel's tests are: each class as it begins, each failure as it happens, and what
 * runs where nothing else was said for a while.
 */
final class RunProgress implements GuestWatcher {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Progress progress;
  private final String kernel;
  private final String classes;
  private final GuestReports next;
  private final Set<String> begun = new LinkedHashSet<>();
  private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
  private String running = "";
  private Duration now = Duration.ZERO;
  private Duration said = Duration.ZERO;

  /**
   * Follows a guest.
   *
   * @param progress told
   * @param kernel its kernel's name
   * @param classes how many classes it is to run, such as {@code 2}, or {@code 2 at most}
   * @param next is given all that the guest reports
   */
  RunProgress(Progress progress, String kernel, String classes, GuestReports next) {
    this.progress = progress;
    this.kernel = kernel;
    this.classes = classes;
    this.next = next;
  }

  @Override
  public void booting(Duration time, String line) {
    say("boots since " + time.toSeconds() + " s" + (line.isEmpty() ? "" : ": ") + line);
  }

  @Override
  public void hello(String release, String java) {
    next.hello(release, java);
    say("has booted " + release + ", Java " + java);
  }

  @Override
  public void started(String className, String test) {
    next.started(className, test);
    running = className + "." + test;
    String outermost = className.replaceFirst("\\$.*", ""); // nested ones are not counted
    if (begun.add(outermost)) {
      say(outermost + ", class " + begun.size() + " of " + classes);
    }
  }

  @Override
  public void finished(TestOutcome outcome) {
    next.finished(outcome);
    counts.merge(outcome.status(), 1, Integer::sum);
    if (outcome.status() == Status.FAILED) {
      String why = outcome.message().lines().findFirst().orElse("");
      say(
          "FAILED: "
              + outcome.className()
              + "."
              + outcome.name()
              + (why.isEmpty() ? "" : ": ")
              + why);
    }
  }

  @Override
  public void printed(String className, String text) {
    next.printed(className, text);
  }

  @Override
  public void alive(Duration uptime) {
    next.alive(uptime);
    now = uptime;
    if (now.minus(said).compareTo(SILENCE) >= 0) {
      say(
          (running.isEmpty() ? "no test yet" : "in " + running)
              + ", tests run so far="
              + counts.values().stream().mapToInt(Integer::intValue).sum()
              + ", failed="
              + counts.getOrDefault(Status.FAILED, 0)
              + ", "
              + now.toSeconds()
              + " s since it booted");
    }
  }

  @Override
  public void end() {
    next.end();
  }

  private void say(String what) {
    said = now;
    progress.info("kernel " + kernel + ": " + what);
  }
}
