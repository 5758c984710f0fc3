package com.example;

import org.testng.annotations.Test;

public class OtherTest {
  @Test(groups = "vm")
  public void runs() {}
}
