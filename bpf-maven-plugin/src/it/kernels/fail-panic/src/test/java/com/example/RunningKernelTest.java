package com.example;

import org.testng.annotations.Test;

public class RunningKernelTest {
  @Test
  public void crashesTheKernel() throws Exception {
    java.nio.file.Files.writeString(java.nio.file.Path.of("/proc/sysrq-trigger"), "c");
  }
}
