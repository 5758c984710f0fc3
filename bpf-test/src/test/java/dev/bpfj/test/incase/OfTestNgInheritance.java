package dev.bpfj.test.incase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.skeleton.Skeleton;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.test.BpfSkeleton;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Tests that classes inherit which have skeletons of their own. */
public abstract class OfTestNgInheritance {
  /** All that tests were given. */
  public static final List<Skeleton> SEEN = new ArrayList<>();

  @BpfSkeleton static MinimalSkel ofAll;

  /** Its class's. */
  abstract MinimalSkel shared();

  @BeforeClass
  public void isThereForAll() {
    SEEN.addAll(List.of(ofAll, shared()));
  }

  @Test
  public void hasThoseOfItsClass() {
    assertThat(ofAll.object().isLoaded()).isTrue();
    assertThat(shared().object().isLoaded()).isTrue();
  }

  /** Inherits the test. */
  public static final class One extends OfTestNgInheritance {
    @BpfSkeleton private static MinimalSkel shared;

    @Override
    MinimalSkel shared() {
      return shared;
    }
  }

  /** Inherits it, too. */
  public static final class Another extends OfTestNgInheritance {
    @BpfSkeleton private static MinimalSkel shared;

    @Override
    MinimalSkel shared() {
      return shared;
    }
  }
}
