package dev.bpfj.kernelvm.incase;

import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Runs in guests: a fixture that fails takes its tests along. */
public final class BrokenSetupCases {
  @BeforeClass
  public void prepare() {
    throw new IllegalStateException("nothing to prepare");
  }

  @Test
  public void neverRuns() {
    throw new AssertionError("its fixture is not there");
  }
}
