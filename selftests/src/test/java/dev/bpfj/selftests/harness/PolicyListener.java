package dev.bpfj.selftests.harness;

import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;
import org.testng.SkipException;

/** Skips, with the reason, a test whose program this machine's kernel refuses by policy. */
public final class PolicyListener implements IInvokedMethodListener {
  private final KernelPolicy policy;

  /** For TestNG, which finds the listener by its service file. */
  public PolicyListener() {
    this(KernelPolicy.RUNNING);
  }

  PolicyListener(KernelPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void afterInvocation(IInvokedMethod method, ITestResult result) {
    Throwable failure = result.getThrowable();
    if (method.isTestMethod() && result.getStatus() == ITestResult.FAILURE && failure != null) {
      policy.refusal(failure).ifPresent(reason -> skip(result, reason, failure));
    }
  }

  private static void skip(ITestResult result, String reason, Throwable failure) {
    result.setStatus(ITestResult.SKIP);
    result.setThrowable(new SkipException(reason, failure));
  }
}
