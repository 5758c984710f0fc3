package com.example;

import org.testng.annotations.Test;

public class RunningKernelTest {
  @Test
  public void seesTheAnswer() throws Exception {
    throw new AssertionError("41 is not the answer");
  }
}
