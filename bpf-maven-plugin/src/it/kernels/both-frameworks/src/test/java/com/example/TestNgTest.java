package com.example;

import static org.testng.Assert.assertTrue;

import org.testng.annotations.Test;

public class TestNgTest {
  @Test(groups = "vm")
  public void seesItsOwnKernel() {
    assertTrue(System.getProperty("os.version").startsWith("6.12."));
  }

  @Test(groups = "vm")
  public void isNotNamed() {
    throw new AssertionError("-Dtest names others");
  }

  @Test(groups = "host")
  public void seesTheHost() {
    throw new AssertionError("-Dgroups leaves it out");
  }
}
