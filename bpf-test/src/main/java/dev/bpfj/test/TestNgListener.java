package dev.bpfj.test;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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
 */
public final class TestNgListener implements IInvokedMethodListener, IClassListener {
  private static final String GUARD = LeakGuard.class.getName();

  private final Map<Class<?>, TestSkeletons> ofClasses = new ConcurrentHashMap<>();
  private final IdentityHashMap<Object, TestSkeletons> ofTests = new IdentityHashMap<>();

  /** For TestNG. */
  public TestNgListener() {}

  @Override
  public void beforeInvocation(IInvokedMethod invoked, ITestResult result) {
    ITestNGMethod method = invoked.getTestMethod();
    Machine machine = Machine.here();
    Optional<String> reason =
        Requirements.unmet(method.getRealClass(), machine)
            .or(() -> Requirements.unmet(method.getConstructorOrMethod().getMethod(), machine));
    if (reason.isPresent()) {
      throw new SkipException(reason.get());
    }
    if (method.isBeforeClassConfiguration() || isOfATest(invoked)) {
      fillStatic(method.getRealClass());
    }
    if (invoked.isTestMethod()) {
      LeakGuard.begin(method.getConstructorOrMethod().getMethod(), method.getRealClass())
          .ifPresent(guard -> result.setAttribute(GUARD, guard));
    }
    Object test = method.getInstance();
    if (test != null && isOfATest(invoked)) {
      fill(test);
    }
  }

  private static boolean isOfATest(IInvokedMethod invoked) {
    return invoked.isTestMethod() || invoked.getTestMethod().isBeforeMethodConfiguration();
  }

  private void fillStatic(Class<?> testClass) {
    TestSkeletons skeletons = new TestSkeletons();
    if (ofClasses.putIfAbsent(testClass, skeletons) == null) {
      try {
        skeletons.fillStatic(testClass);
      } catch (RuntimeException | Error e) {
        ofClasses.remove(testClass); // the next test of the class is told, too
        skeletons.close();
        throw e;
      }
    }
  }

  private void fill(Object test) {
    TestSkeletons skeletons = new TestSkeletons();
    synchronized (ofTests) {
      if (ofTests.putIfAbsent(test, skeletons) != null) {
        return;
      }
    }
    try {
      skeletons.fill(test);
    } catch (RuntimeException | Error e) {
      close(remove(test));
      throw e;
    }
  }

  @Override
  public void afterInvocation(IInvokedMethod method, ITestResult result) {
    Object test = method.getTestMethod().getInstance();
    if (method.isTestMethod() && test != null) {
      try {
        close(remove(test));
      } catch (RuntimeException e) {
        fail(result, e);
      }
    }
    if (result.getAttribute(GUARD) instanceof LeakGuard guard) {
      guard.failure().ifPresent(failure -> fail(result, failure));
    }
  }

  private @Nullable TestSkeletons remove(Object test) {
    synchronized (ofTests) {
      return ofTests.remove(test);
    }
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
      tests = ofTests.keySet().stream().filter(testClass.getRealClass()::isInstance).toList();
    }
    tests.forEach(test -> close(remove(test)));
    close(ofClasses.remove(testClass.getRealClass()));
  }

  private static void close(@Nullable TestSkeletons skeletons) {
    if (skeletons != null) {
      skeletons.close();
    }
  }
}
