package com.example;

import static org.testng.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.SkipException;
import org.testng.annotations.Test;

public class RunningKernelTest {
  @Test
  public void seesItsOwnKernel() throws Exception {
    String version = Files.readString(Path.of("/proc/version"));
    assertTrue(version.contains(" " + System.getProperty("os.version") + " "), version);
    System.out.println("ran on " + System.getProperty("os.version"));
  }

  @Test
  public void wantsANewerKernel() {
    if (System.getProperty("os.version").startsWith("5.")) {
      throw new SkipException("requires kernel 6.0: a number above five");
    }
  }
}
