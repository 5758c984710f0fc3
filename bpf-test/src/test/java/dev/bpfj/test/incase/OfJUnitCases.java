package dev.bpfj.test.incase;

import dev.bpfj.test.BpfExtension;
import dev.bpfj.test.RequiresHardware;
import dev.bpfj.test.RequiresKernel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests whose requirements are met, or not. */
@ExtendWith(BpfExtension.class)
public class OfJUnitCases {
  @Test
  @RequiresKernel(value = "3.0", feature = "what every kernel has")
  void runs() {}

  @Test
  @RequiresKernel(value = "99.1", feature = "what none has")
  void wantsANewerKernel() {
    throw new AssertionError("runs all the same");
  }

  @Test
  @RequiresHardware(processors = 100_000)
  void wantsMoreProcessors() {
    throw new AssertionError("runs all the same");
  }

  /** Wants it as a whole. */
  @RequiresKernel(value = "99.1", feature = "what none has")
  @ExtendWith(BpfExtension.class)
  public static class Whole {
    @BeforeAll
    static void prepare() {
      throw new AssertionError("prepares all the same");
    }

    @Test
    void neverRuns() {
      throw new AssertionError("runs all the same");
    }
  }

  /** Inherits what is wanted. */
  public static final class Inheriting extends Whole {}

  /** Wants it for the tests that it inherits. */
  @RequiresKernel(value = "99.1", feature = "what none has")
  @ExtendWith(BpfExtension.class)
  public static final class Wanting extends Inherited {}

  /** Wants nothing. */
  public abstract static class Inherited {
    @Test
    void neverRuns() {
      throw new AssertionError("runs all the same");
    }
  }
}
