package dev.bpfj.test.incase;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

/** Runs tests inside of a test, and tells what became of them. */
public final class Outcomes {
  private Outcomes() {}

  /**
   * Of TestNG: {@code name ran}, {@code name failed: message}, or the name and why it is skipped.
   */
  public static List<String> testNg(Class<?>... classes) {
    return testNg(new TestNG(false), classes);
  }

  /** The same of one that is set up. */
  public static List<String> testNg(TestNG testng, Class<?>... classes) {
    List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
    testng.setVerbose(0);
    testng.setTestClasses(classes);
    testng.addListener(
        new ITestListener() {
          @Override
          public void onTestSuccess(ITestResult result) {
            outcomes.add(result.getName() + " ran");
          }

          @Override
          public void onTestFailure(ITestResult result) {
            outcomes.add(result.getName() + " failed: " + message(result));
          }

          @Override
          public void onTestSkipped(ITestResult result) {
            outcomes.add(result.getName() + " " + message(result));
          }
        });
    testng.run();
    return outcomes;
  }

  private static String message(ITestResult result) {
    return Optional.ofNullable(result.getThrowable()).map(Throwable::getMessage).orElse("");
  }

  /** The same of JUnit; of a class that is skipped the name is {@code neverRuns}. */
  public static List<String> jUnit(Class<?>... classes) {
    List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    List.of(classes).stream()
                        .<DiscoverySelector>map(DiscoverySelectors::selectClass)
                        .toList())
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionSkipped(TestIdentifier test, String reason) {
                outcomes.add((test.isTest() ? name(test) : "neverRuns") + " " + reason);
              }

              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                Optional<String> failure = result.getThrowable().map(Throwable::getMessage);
                if (test.isTest() || failure.isPresent()) {
                  outcomes.add(
                      name(test) + failure.map(message -> " failed: " + message).orElse(" ran"));
                }
              }
            });
    return outcomes;
  }

  private static String name(TestIdentifier test) {
    String name = test.getDisplayName();
    return name.contains("(") ? name.substring(0, name.indexOf('(')) : name;
  }
}
