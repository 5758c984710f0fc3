package dev.bpfj.test.incase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.skeleton.Skeleton;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.progs.TestSkeletonSkel;
import dev.bpfj.test.BeforeLoad;
import dev.bpfj.test.BeforeOpen;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.Stage;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Tests that have skeletons. */
public class OfTestNgSkeletons {
  /** All that tests were given. */
  public static final List<Skeleton> SEEN = new ArrayList<>();

  @BpfSkeleton private static MinimalSkel shared;

  @BpfSkeleton(Stage.ATTACHED)
  private MinimalSkel attached;

  @BpfSkeleton private TestSkeletonSkel prepared;

  @BeforeOpen
  static OpenOptions options() {
    return OpenOptions.defaults().objectName("named");
  }

  @BeforeLoad
  void prepare(TestSkeletonSkel skel) {
    skel.rodata().settled().fixed(7);
  }

  @BeforeClass
  public void isThereForAll() {
    assertThat(shared.object().isLoaded()).isTrue();
  }

  @BeforeMethod
  public void isThereBefore() {
    assertThat(SEEN).doesNotContain(attached, prepared);
    SEEN.addAll(List.of(shared, attached, prepared));
  }

  @AfterClass
  public void isOpenStill() {
    assertThat(shared.object().isClosed()).isFalse();
  }

  @Test
  public void isAttached() {
    assertThat(attached.links().answer()).isPresent();
    assertThat(shared.links().answer()).isEmpty();
    assertThat(attached.object().name()).isEqualTo("named");
  }

  @Test
  public void isPrepared() {
    assertThat(prepared.rodata().settled().fixed()).isEqualTo(7);
    assertThat(prepared.object().isLoaded()).isTrue();
  }

  @Test
  public void fails() {
    throw new AssertionError("on purpose");
  }

  @DataProvider
  static Object[] numbers() {
    return new Object[] {1, 2};
  }

  @Test(dataProvider = "numbers")
  public void hasOneForEach(int number) {
    assertThat(attached.bss().in()).isZero();
    attached.bss().in(number);
  }
}
