package dev.bpfj.kernelvm.incase;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;

/** Runs in guests: ends the JVM under the tests. */
public final class ExitingCases {
  @Test
  public void aPasses() {
    assertThat(1).isOne();
  }

  @Test
  public void exits() {
    System.exit(3);
  }
}
