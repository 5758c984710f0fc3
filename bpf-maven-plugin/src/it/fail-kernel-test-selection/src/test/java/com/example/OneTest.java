package com.example;

import org.testng.annotations.Test;

public class OneTest {
  @Test(groups = "vm")
  public void runs() {}
}
