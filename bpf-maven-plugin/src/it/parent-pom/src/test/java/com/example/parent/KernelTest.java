package com.example.parent;

import org.testng.annotations.Test;

/** For bpf:kernel-test. */
@Test(groups = "vm")
public final class KernelTest {
  public void isNotForSurefire() {
    throw new AssertionError("Surefire has run a test of another kernel");
  }
}
