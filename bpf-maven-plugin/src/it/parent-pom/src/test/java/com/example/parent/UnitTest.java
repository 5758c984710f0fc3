package com.example.parent;

import org.testng.Assert;
import org.testng.annotations.Test;

/** For Surefire. */
public final class UnitTest {
  @Test
  public void opensWithoutAnyPrivilege() {
    try (CallCountSkel skel = CallCountSkel.open()) {
      Assert.assertEquals(skel.bss().count(), 0);
    }
  }
}
