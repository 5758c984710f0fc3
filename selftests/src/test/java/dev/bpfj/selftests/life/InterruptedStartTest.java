package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.progs.RandomUseSkel;
import dev.bpfj.selftests.harness.ChildJvm;
import org.testng.annotations.Test;

/** The first use of the binding in a JVM, by a thread that is interrupted. */
@Test(groups = "host")
public final class InterruptedStartTest {

  public void theFirstUseByAnInterruptedThreadSucceeds() throws Exception {
    assertThat(ChildJvm.run(Interrupted.class)).isEqualTo("4, still interrupted: true");
  }

  /** Opens a skeleton while it is interrupted. */
  public static final class Interrupted {
    private Interrupted() {}

    /** Reads an initial value. */
    public static void main(String... arguments) {
      Thread.currentThread().interrupt();
      try (RandomUseSkel skel = RandomUseSkel.open()) {
        int value = skel.rodata().rodataInt();
        System.out.print(value + ", still interrupted: " + Thread.currentThread().isInterrupted());
      }
    }
  }
}
