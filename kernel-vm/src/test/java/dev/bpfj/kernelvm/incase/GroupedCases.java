package dev.bpfj.kernelvm.incase;

import org.testng.annotations.Test;

/** Tests in groups of the class, and of their own. */
@Test(groups = "all")
public final class GroupedCases {
  @Test(groups = "own")
  public void inBoth() {}

  public void inClassOnly() {}

  @Test(groups = "own")
  public void otherName() {}
}
