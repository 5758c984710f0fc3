package dev.bpfj.test.incase;

import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.test.BpfExtension;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.Stage;
import dev.bpfj.test.leak.LeakCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that leave something behind, or not. */
@LeakCheck(seconds = 0)
@ExtendWith(BpfExtension.class)
public class OfJUnitLeaks {
  @BpfSkeleton(Stage.ATTACHED)
  private MinimalSkel attached;

  @Test
  void leavesASkeletonOpen() {
    Left.skeleton();
  }

  @Test
  void leavesAMapMapped() {
    Left.mapping();
  }

  @Test
  void leavesAMapPinned() {
    Left.pin(attached.object().map(".bss"));
  }

  @Test
  void leavesAFileOpen() throws Exception {
    Left.file();
  }

  @Test
  @LeakCheck
  void leavesNothing() {
    Left.nothing();
  }
}
