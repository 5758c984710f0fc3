package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.wire.GuestReports;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import dev.bpfj.kernelvm.wire.TestOutcome.Thrown;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testng.IConfigurationListener;
import org.testng.ITestListener;
import org.testng.ITestResult;

/** Tells the host what TestNG says, test by test. Tests may run in several threads. */
final class ResultListener implements ITestListener, IConfigurationListener {
  private final GuestReports host;
  private final OutputCapture output;
  private final Map<String, Integer> invocations = new HashMap<>();
  private String currentClass = "";

  ResultListener(GuestReports host, OutputCapture output) {
    this.host = host;
    this.output = output;
  }

  @Override
  public synchronized void onTestStart(ITestResult result) {
    flush();
    currentClass = className(result);
    host.started(currentClass, name(result, invocation(result) + 1));
  }

  @Override
  public void onTestSuccess(ITestResult result) {
    finished(result, Status.PASSED);
  }

  @Override
  public void onTestFailure(ITestResult result) {
    finished(result, Status.FAILED);
  }

  @Override
  public void onTestFailedButWithinSuccessPercentage(ITestResult result) {
    finished(result, Status.PASSED);
  }

  // A run that a retry analyzer repeats comes as a skip; the last run is the one that counts.
  @Override
  public void onTestSkipped(ITestResult result) {
    if (!result.wasRetried()) {
      finished(result, Status.SKIPPED);
    }
  }

  @Override
  public void onConfigurationFailure(ITestResult result) {
    send(className(result), result.getMethod().getMethodName(), Status.FAILED, result);
  }

  synchronized void classFailed(String className, Throwable thrown) {
    host.finished(
        new TestOutcome(
            className, "loads", Status.FAILED, Duration.ZERO, Optional.of(describe(thrown))));
  }

  synchronized void leaked(String className, String test, String what) {
    Thrown thrown = new Thrown(AssertionError.class.getName(), what, what, true);
    host.finished(
        new TestOutcome(className, test, Status.FAILED, Duration.ZERO, Optional.of(thrown)));
  }

  /** Sends what was printed and not yet sent. */
  synchronized void flush() {
    String text = output.take();
    if (!text.isEmpty()) {
      host.printed(currentClass, text);
    }
  }

  private synchronized void finished(ITestResult result, Status status) {
    int number = invocation(result) + 1;
    invocations.put(key(result), number);
    send(className(result), name(result, number), status, result);
    flush();
  }

  private synchronized void send(String className, String name, Status status, ITestResult result) {
    Throwable thrown = status == Status.PASSED ? null : result.getThrowable();
    Duration time = Duration.ofMillis(Math.max(0, result.getEndMillis() - result.getStartMillis()));
    host.finished(
        new TestOutcome(
            className,
            name,
            status,
            time,
            Optional.ofNullable(thrown).map(ResultListener::describe)));
  }

  private int invocation(ITestResult result) {
    return invocations.getOrDefault(key(result), 0);
  }

  private static String key(ITestResult result) {
    return className(result) + '#' + result.getMethod().getMethodName();
  }

  private static String className(ITestResult result) {
    return result.getTestClass().getName();
  }

  private static String name(ITestResult result, int number) {
    Object[] parameters = result.getParameters();
    String method = result.getMethod().getMethodName();
    if (parameters == null || parameters.length == 0) {
      return method;
    }
    StringBuilder name = new StringBuilder(method).append('[');
    for (int i = 0; i < parameters.length; i++) {
      name.append(i == 0 ? "" : ", ").append(text(parameters[i]));
    }
    return name.append("](").append(number).append(')').toString();
  }

  private static String text(@Nullable Object parameter) {
    String text = String.valueOf(parameter).replaceAll("\\s+", " ");
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
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
