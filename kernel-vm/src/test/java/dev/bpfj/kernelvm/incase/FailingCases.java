package dev.bpfj.kernelvm.incase;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.SkipException;
import org.testng.annotations.Test;

/** Runs in guests: everything that must fail the build. */
public final class FailingCases {
  @Test
  public void passes() {
    assertThat(1).isOne();
  }

  @Test
  public void isWrong() {
    throw new AssertionError("1 is not 2");
  }

  @Test
  public void goesWrong() {
    throw new IllegalStateException("no idea");
  }

  @Test
  public void skipsWithoutReason() {
    throw new SkipException("not today");
  }

  @Test
  public void skipsThoughTheKernelIsNew() {
    throw new SkipException("requires kernel 5.10: what every kernel here has");
  }
}
