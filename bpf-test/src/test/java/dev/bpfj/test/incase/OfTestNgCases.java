package dev.bpfj.test.incase;

import dev.bpfj.test.RequiresHardware;
import dev.bpfj.test.RequiresKernel;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Tests whose requirements are met, or not. */
public class OfTestNgCases {
  @Test
  @RequiresKernel(value = "3.0", feature = "what every kernel has")
  public void runs() {}

  @Test
  @RequiresKernel(value = "99.1", feature = "what none has")
  public void wantsANewerKernel() {
    throw new AssertionError("runs all the same");
  }

  @Test
  @RequiresHardware(processors = 100_000)
  public void wantsMoreProcessors() {
    throw new AssertionError("runs all the same");
  }

  /** Wants it as a whole. */
  @RequiresKernel(value = "99.1", feature = "what none has")
  public static class Whole {
    @BeforeClass
    public void prepare() {
      throw new AssertionError("prepares all the same");
    }

    @Test
    public void neverRuns() {
      throw new AssertionError("runs all the same");
    }
  }

  /** Inherits what is wanted. */
  public static final class Inheriting extends Whole {}

  /** Wants it for the tests that it inherits. */
  @RequiresKernel(value = "99.1", feature = "what none has")
  public static final class Wanting extends Inherited {}

  /** Wants nothing. */
  public abstract static class Inherited {
    @Test
    public void neverRuns() {
      throw new AssertionError("runs all the same");
    }
  }
}
