package dev.bpfj.kernelvm.guest;

import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Passes on what the JUnit Platform reports. */
final class JUnitListener implements TestExecutionListener {
  /** What {@code assumeTrue} puts before a message. */
  private static final String ASSUMPTION = "Assumption failed: ";

  private static final List<String> DISABLED =
      List.of("org.junit.jupiter.api.Disabled", "org.junit.Ignore");

  private final Results results;
  private final LeakCheck leaks;
  private final Map<UniqueId, Long> starts = new ConcurrentHashMap<>();
  private @Nullable TestPlan tests;

  JUnitListener(Results results, LeakCheck leaks) {
    this.results = results;
    this.leaks = leaks;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    tests = plan;
  }

  @Override
  public void executionStarted(TestIdentifier started) {
    if (started.isTest()) {
      starts.put(started.getUniqueIdObject(), System.nanoTime());
      results.started(className(started), name(started));
    } else if (isOutermostClass(started)) {
      leaks.begin(className(started));
    }
  }

  // As with TestNG's "enabled = false", what its author has switched off is not reported.
  @Override
  public void executionSkipped(TestIdentifier skipped, String reason) {
    if (!isDisabled(skipped)) {
      skip(skipped, reason);
    }
  }

  @Override
  public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
    Throwable thrown = result.getThrowable().orElse(null);
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      String reason = thrown == null ? "" : String.valueOf(thrown.getMessage());
      skip(
          finished, reason.startsWith(ASSUMPTION) ? reason.substring(ASSUMPTION.length()) : reason);
    } else if (finished.isTest() || thrown != null) {
      Status status = thrown == null ? Status.PASSED : Status.FAILED;
      results.finished(className(finished), name(finished), status, time(finished), thrown);
    }
    if (finished.isTest()) {
      leaks.after(methodName(finished).orElse(finished.getDisplayName()));
    }
  }

  /** Each test of what was skipped; a parameterized one that did not begin is one. */
  private void skip(TestIdentifier skipped, String reason) {
    leaves(skipped).forEach(test -> results.skipped(className(test), name(test), reason));
    results.flush();
  }

  private Stream<TestIdentifier> leaves(TestIdentifier test) {
    List<TestIdentifier> children = List.copyOf(plan().getChildren(test));
    return children.isEmpty() ? Stream.of(test) : children.stream().flatMap(this::leaves);
  }

  private TestPlan plan() {
    if (tests == null) {
      throw new IllegalStateException("the plan comes first");
    }
    return tests;
  }

  private Duration time(TestIdentifier test) {
    Long start = starts.remove(test.getUniqueIdObject());
    return start == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
  }

  private boolean isOutermostClass(TestIdentifier test) {
    return test.getSource().orElse(null) instanceof ClassSource
        && plan()
            .getParent(test)
            .filter(parent -> parent.getParentIdObject().isEmpty())
            .isPresent();
  }

  private static Optional<String> methodName(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName());
  }

  /** The nearest class that the test is of; where there is none, what its engine is called. */
  private String className(TestIdentifier test) {
    for (Optional<TestIdentifier> at = Optional.of(test);
        at.isPresent();
        at = plan().getParent(at.get())) {
      TestSource source = at.get().getSource().orElse(null);
      if (source instanceof MethodSource method) {
        return method.getClassName();
      }
      if (source instanceof ClassSource type) {
        return type.getClassName();
      }
    }
    return test.getUniqueIdObject().getEngineId().orElse("JUnit");
  }

  // The id of one run of several ends in its number, "#1", which its display name has in front.
  private static String name(TestIdentifier test) {
    if (test.getSource().orElse(null) instanceof ClassSource) {
      return "class"; // what is done before and after all of its tests
    }
    String method = methodName(test).orElse(test.getDisplayName());
    String id = test.getUniqueIdObject().getLastSegment().getValue();
    if (!id.matches("#\\d+")) {
      return method;
    }
    String parameters = test.getDisplayName().replaceFirst("^\\[\\d+] ?", "");
    return Results.name(method, Results.parameter(parameters), Integer.parseInt(id.substring(1)));
  }

  private static boolean isDisabled(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    AnnotatedElement element =
        source instanceof MethodSource method
            ? method.getJavaMethod()
            : source instanceof ClassSource type ? type.getJavaClass() : null;
    return element != null && DISABLED.stream().anyMatch(name -> isAnnotated(element, name));
  }

  private static boolean isAnnotated(AnnotatedElement element, String annotation) {
    try {
      return AnnotationSupport.isAnnotated(
          element, Class.forName(annotation).asSubclass(Annotation.class));
    } catch (ClassNotFoundException e) {
      return false; // of the other JUnit
    }
  }
}
