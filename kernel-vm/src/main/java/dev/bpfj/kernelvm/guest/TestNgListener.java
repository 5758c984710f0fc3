package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testng.IClassListener;
import org.testng.IConfigurationListener;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestClass;
import org.testng.ITestListener;
import org.testng.ITestResult;

/** Passes on what TestNG reports. */
final class TestNgListener
    implements ITestListener, IConfigurationListener, IClassListener, IInvokedMethodListener {
  private final Results results;
  private final LeakCheck leaks;
  private final Map<String, Integer> invocations = new HashMap<>();

  TestNgListener(Results results, LeakCheck leaks) {
    this.results = results;
    this.leaks = leaks;
  }

  @Override
  public void onBeforeClass(ITestClass testClass) {
    leaks.begin(testClass.getName());
  }

  @Override
  public void afterInvocation(IInvokedMethod method, ITestResult result) {
    leaks.after(method.getTestMethod().getMethodName());
  }

  @Override
  public synchronized void onTestStart(ITestResult result) {
    results.started(className(result), name(result, invocation(result) + 1));
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
    send(result, result.getMethod().getMethodName(), Status.FAILED);
  }

  private synchronized void finished(ITestResult result, Status status) {
    int number = invocation(result) + 1;
    invocations.put(key(result), number);
    send(result, name(result, number), status);
  }

  private void send(ITestResult result, String name, Status status) {
    results.finished(
        className(result),
        name,
        status,
        Duration.ofMillis(Math.max(0, result.getEndMillis() - result.getStartMillis())),
        status == Status.PASSED ? null : result.getThrowable());
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
    String all = Stream.of(parameters).map(Results::parameter).collect(Collectors.joining(", "));
    return Results.name(method, all, number);
  }
}
