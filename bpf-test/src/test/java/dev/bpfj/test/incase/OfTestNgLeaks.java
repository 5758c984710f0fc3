package dev.bpfj.test.incase;

import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.Stage;
import dev.bpfj.test.leak.LeakCheck;
import org.testng.annotations.Test;

/** Tests that leave something behind, or not. */
@LeakCheck(seconds = 0)
public class OfTestNgLeaks {
  @BpfSkeleton(Stage.ATTACHED)
  private MinimalSkel attached;

  @Test
  public void leavesASkeletonOpen() {
    Left.skeleton();
  }

  @Test
  public void leavesAMapMapped() {
    Left.mapping();
  }

  @Test
  public void leavesAMapPinned() {
    Left.pin(attached.object().map(".bss"));
  }

  @Test
  public void leavesAFileOpen() throws Exception {
    Left.file();
  }

  @Test
  @LeakCheck
  public void leavesNothing() {
    Left.nothing();
  }
}
