package dev.bpfj.test.incase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.skeleton.Skeleton;
import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.progs.TestSkeletonSkel;
import dev.bpfj.test.BeforeLoad;
import dev.bpfj.test.BeforeOpen;
import dev.bpfj.test.BpfExtension;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that have skeletons. */
@ExtendWith(BpfExtension.class)
public class OfJUnitSkeletons {
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

  @BeforeAll
  static void isThereForAll() {
    assertThat(shared.object().isLoaded()).isTrue();
  }

  @BeforeEach
  void isThereBefore() {
    assertThat(SEEN).doesNotContain(attached, prepared);
    SEEN.addAll(List.of(shared, attached, prepared));
  }

  @AfterEach
  void isOpenStill() {
    assertThat(attached.object().isClosed()).isFalse();
  }

  @Test
  void isAttached() {
    assertThat(attached.links().answer()).isPresent();
    assertThat(shared.links().answer()).isEmpty();
    assertThat(attached.object().name()).isEqualTo("named");
  }

  @Test
  void isPrepared() {
    assertThat(prepared.rodata().settled().fixed()).isEqualTo(7);
    assertThat(prepared.object().isLoaded()).isTrue();
  }

  @Test
  void fails() {
    throw new AssertionError("on purpose");
  }

  @Test
  void hasItsOwn(@BpfSkeleton(Stage.OPENED) MinimalSkel mine) {
    SEEN.add(mine);
    assertThat(mine.object().isLoaded()).isFalse();
  }

  /** Has those of the class around it, too. */
  @Nested
  class Inside {
    @BpfSkeleton private MinimalSkel inner;

    @Test
    void hasBoth() {
      SEEN.add(inner);
      assertThat(inner.object().isLoaded()).isTrue();
      assertThat(attached.object().isLoaded()).isTrue();
    }
  }
}
