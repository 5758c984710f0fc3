package dev.bpfj.test.incase;

import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.LifeRejectedSkel;
import dev.bpfj.test.BpfExtension;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that cannot have their skeletons. */
public final class OfJUnitMistakes {
  private OfJUnitMistakes() {}

  /** Is rejected by the verifier. */
  @ExtendWith(BpfExtension.class)
  public static final class Rejected {
    @BpfSkeleton private LifeRejectedSkel rejected;

    @Test
    void rejected() {
      throw new AssertionError("runs all the same: " + rejected);
    }
  }

  /** Has nothing that attaches by itself. */
  @ExtendWith(BpfExtension.class)
  public static final class Manual {
    @BpfSkeleton(Stage.ATTACHED)
    private AttachNetSkel manual;

    @Test
    void manual() {
      throw new AssertionError("runs all the same: " + manual);
    }
  }

  /** Wants what is none. */
  @ExtendWith(BpfExtension.class)
  public static final class Mistaken {
    @BpfSkeleton private String text;

    @Test
    void mistaken() {
      throw new AssertionError("runs all the same: " + text);
    }
  }
}
