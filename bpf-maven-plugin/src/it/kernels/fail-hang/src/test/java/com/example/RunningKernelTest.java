package com.example;

import org.testng.annotations.Test;

public class RunningKernelTest {
  @Test
  public void waits() throws Exception {
    new java.util.concurrent.CountDownLatch(1).await();
  }
}
