package dev.bpfj.test.incase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.skeleton.Skeleton;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.test.BpfSkeleton;
import java.util.ArrayList;
import java.util.List;
import org.testng.SkipException;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Tests of which the first is skipped after it has been given a skeleton. */
public class OfTestNgSkips {
  /** All that tests were given. */
  public static final List<Skeleton> SEEN = new ArrayList<>();

  @BpfSkeleton private MinimalSkel own;

  @BeforeMethod
  public void skipsTheFirst() {
    SEEN.add(own);
    if (SEEN.size() == 1) {
      throw new SkipException("on purpose");
    }
  }

  @Test(invocationCount = 2)
  public void hasItsOwn() {
    assertThat(own).isNotSameAs(SEEN.get(0));
    assertThat(SEEN.get(0).object().isClosed()).isTrue();
  }
}
