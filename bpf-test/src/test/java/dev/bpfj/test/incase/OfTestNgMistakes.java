package dev.bpfj.test.incase;

import dev.bpfj.progs.AttachNetSkel;
import dev.bpfj.progs.LifeRejectedSkel;
import dev.bpfj.test.BpfSkeleton;
import dev.bpfj.test.Stage;
import org.testng.annotations.Test;

/** Tests that cannot have their skeletons. */
public final class OfTestNgMistakes {
  private OfTestNgMistakes() {}

  /** Is rejected by the verifier. */
  public static final class Rejected {
    @BpfSkeleton private LifeRejectedSkel rejected;

    @Test
    public void rejected() {
      throw new AssertionError("runs all the same: " + rejected);
    }

    @Test
    public void rejectedAgain() {
      throw new AssertionError("runs all the same: " + rejected);
    }
  }

  /** Has nothing that attaches by itself. */
  public static final class Manual {
    @BpfSkeleton(Stage.ATTACHED)
    private AttachNetSkel manual;

    @Test
    public void manual() {
      throw new AssertionError("runs all the same: " + manual);
    }
  }

  /** Wants what is none. */
  public static final class Mistaken {
    @BpfSkeleton private String text;

    @Test
    public void mistaken() {
      throw new AssertionError("runs all the same: " + text);
    }
  }
}
