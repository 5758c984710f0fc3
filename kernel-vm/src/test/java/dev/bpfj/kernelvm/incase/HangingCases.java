package dev.bpfj.kernelvm.incase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.testng.annotations.Test;

/** Runs in guests: waits for what never comes. */
public final class HangingCases {
  @Test
  public void awaitsNobody() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Test
  public void aPasses() {
    assertThat(1).isOne();
  }
}
