package dev.bpfj.kernelvm.incase;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Runs in guests: tests that take their time, one after the other. */
public final class SlowCases {
  @DataProvider
  public Object[][] parts() {
    return new Object[][] {{1}, {2}, {3}};
  }

  @Test(dataProvider = "parts")
  public void takesALittle(int part) throws InterruptedException {
    Thread.sleep(Long.getLong("slow.millis"));
    assertThat(part).isPositive();
  }
}
