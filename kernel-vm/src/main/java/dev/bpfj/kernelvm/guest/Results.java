package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.wire.GuestReports;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import dev.bpfj.kernelvm.wire.TestOutcome.Thrown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the host, test by test, whichever framework runs them. Tests may run in several threads.
 */
final class Results {
  private static final int MOST_OF_PARAMETER = 60;

  private final GuestReports host;
  private final OutputCapture output;
  private String currentClass = "";

  Results(GuestReports host, OutputCapture output) {
    this.host = host;
    this.output = output;
  }

  synchronized void started(String className, String name) {
    flush();
    currentClass = className;
    host.started(className, name);
  }

  synchronized void finished(
      String className, String name, Status status, Duration time, @Nullable Throwable thrown) {
    send(className, name, status, time, Optional.ofNullable(thrown).map(Results::describe));
    flush();
  }

  /** A test that did not begin, for a reason that is not an exception. */
  void skipped(String className, String name, String reason) {
    send(
        className,
        name,
        Status.SKIPPED,
        Duration.ZERO,
        Optional.of(new Thrown("", reason, reason, false)));
  }

  /** A class, or what has the classes, is of no use as a whole. */
  void failedToLoad(String className, Throwable thrown) {
    send(className, "loads", Status.FAILED, Duration.ZERO, Optional.of(describe(thrown)));
  }

  void leaked(String className, String name, String what) {
    Thrown thrown = new Thrown(AssertionError.class.getName(), what, what, true);
    send(className, name, Status.FAILED, Duration.ZERO, Optional.of(thrown));
  }

  /** Sends what was printed and not yet sent. */
  synchronized void flush() {
    String text = output.take();
    if (!text.isEmpty()) {
      host.printed(currentClass, text);
    }
  }

  /** A run of a test that has several: by its parameters, and by which one it is, from 1. */
  static String name(String method, String parameters, int number) {
    return method + '[' + parameters + "](" + number + ')';
  }

  /** A parameter, cut where it is long. */
  static String parameter(@Nullable Object parameter) {
    String text = String.valueOf(parameter).replaceAll("\\s+", " ");
    return text.length() <= MOST_OF_PARAMETER
        ? text
        : text.substring(0, MOST_OF_PARAMETER - 3) + "...";
  }

  private synchronized void send(
      String className, String name, Status status, Duration time, Optional<Thrown> thrown) {
    host.finished(new TestOutcome(className, name, status, time, thrown));
  }

  private static Thrown describe(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    String message = thrown.getMessage();
    return new Thrown(
        thrown.getClass().getName(),
        message == null ? "" : message,
        trace.toString(),
        thrown instanceof AssertionError);
  }
}
