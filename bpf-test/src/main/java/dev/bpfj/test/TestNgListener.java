package dev.bpfj.test;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.testng.IClassListener;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestClass;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;
import org.testng.SkipException;

/**
 * Does for tests of TestNG what the annotations of this package say; TestNG finds it by its service
 * file. What prepares a class is skipped with the class. Skeletons are there from the first
 * {@code @BeforeMethod} on, those of static fields from the first {@code @BeforeClass} on, and are
 * closed when the test, or the class, has run.
 *
 * <p>Instances of test classes can be used in parallel, tests of one instance cannot: they have its
 * fields in common.
 */
public final class TestNgListener implements IInvokedMethodListener, IClassListener {
  private static final String GUARD = LeakGuard.class.getName();

  private final Map<Class<?>, TestSkeletons> ofClasses = new HashMap<>();
  private final IdentityHashMap<Object, TestSkeletons> ofTests = new IdentityHashMap<>();

  /** For TestNG. */
  public TestNgListener() {}

  @Override
  public void beforeInvocation(IInvokedMethod invoked, ITestResult result) {
    if (result.getStatus() == ITestResult.SKIP) {
      return; // TestNG tells of a test, too, that it does not run
    }
    ITestNGMethod method = invoked.getTestMethod();
    Class<?> testClass = testClass(method);
    Machine machine = Machine.here();
    Optional<String> reason =
        Requirements.unmet(testClass, machine)
            .or(() -> Requirements.unmet(method.getConstructorOrMethod().getMethod(), machine));
    if (reason.isPresent()) {
      throw new SkipException(reason.get());
    }
    if (method.isBeforeClassConfiguration() || isOfATest(invoked)) {
      fill(ofClasses, testClass, TestSkeletons::fillStatic);
    }
    if (invoked.isTestMethod()) {
      LeakGuard.begin(method.getConstructorOrMethod().getMethod(), testClass)
          .ifPresent(guard -> result.setAttribute(GUARD, guard));
    }
    Object test = method.getInstance();
    if (test != null && isOfATest(invoked)) {
      fill(ofTests, test, TestSkeletons::fill);
    }
  }

  /** The class that runs, which may have inherited the method. */
  private static Class<?> testClass(ITestNGMethod method) {
    ITestClass testClass = method.getTestClass();
    return testClass == null ? method.getRealClass() : testClass.getRealClass();
  }

  private static boolean isOfATest(IInvokedMethod invoked) {
    return invoked.isTestMethod() || invoked.getTestMethod().isBeforeMethodConfiguration();
  }

  private static <K> void fill(
      Map<K, TestSkeletons> filled, K key, BiConsumer<TestSkeletons, K> filling) {
    synchronized (filled) { // all the time, as who finds the key expects its fields to be filled
      if (filled.containsKey(key)) {
        return;
      }
      TestSkeletons skeletons = new TestSkeletons();
      try {
        filling.accept(skeletons, key);
      } catch (RuntimeException | Error e) {
        skeletons.close(); // and the next test is told, too
        throw e;
      }
      filled.put(key, skeletons);
    }
  }

  @Override
  public void afterInvocation(IInvokedMethod method, ITestResult result) {
    Object test = method.getTestMethod().getInstance();
    if (test != null && (method.isTestMethod() || isUnprepared(method, result))) {
      try {
        close(ofTests, test);
      } catch (RuntimeException e) {
        fail(result, e);
      }
    }
    if (result.getAttribute(GUARD) instanceof LeakGuard guard) {
      guard.failure().ifPresent(failure -> fail(result, failure));
    }
  }

  /** Whether the test will be skipped. */
  private static boolean isUnprepared(IInvokedMethod method, ITestResult result) {
    return method.getTestMethod().isBeforeMethodConfiguration() && !result.isSuccess();
  }

  private static void fail(ITestResult result, Throwable failure) {
    if (result.getThrowable() != null) {
      failure.addSuppressed(result.getThrowable());
    }
    result.setStatus(ITestResult.FAILURE);
    result.setThrowable(failure);
  }

  /**
   * Closes those of the class, and those of tests that were skipped after they had been prepared.
   */
  @Override
  public void onAfterClass(ITestClass testClass) {
    List<Object> tests;
    synchronized (ofTests) {
      tests =
          ofTests.keySet().stream()
              .filter(test -> test.getClass() == testClass.getRealClass())
              .toList();
    }
    tests.forEach(test -> close(ofTests, test));
    close(ofClasses, testClass.getRealClass());
  }

  private static void close(Map<?, TestSkeletons> filled, Object key) {
    TestSkeletons skeletons;
    synchronized (filled) {
      skeletons = filled.remove(key);
    }
    if (skeletons != null) {
      skeletons.close();
    }
  }
}
