package dev.bpfj.test;

import java.util.Optional;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;
import org.testng.SkipException;

/**
 * Skips tests of TestNG, which finds it by its service file. What prepares a class is skipped with
 * the class.
 */
public final class TestNgRequirements implements IInvokedMethodListener {
  /** For TestNG. */
  public TestNgRequirements() {}

  @Override
  public void beforeInvocation(IInvokedMethod method, ITestResult result) {
    Machine machine = Machine.here();
    Optional<String> reason =
        Requirements.unmet(method.getTestMethod().getRealClass(), machine)
            .or(
                () ->
                    Requirements.unmet(
                        method.getTestMethod().getConstructorOrMethod().getMethod(), machine));
    if (reason.isPresent()) {
      throw new SkipException(reason.get());
    }
  }
}
