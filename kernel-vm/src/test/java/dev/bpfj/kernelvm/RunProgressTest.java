package dev.bpfj.kernelvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.qemu.Transcript;
import dev.bpfj.kernelvm.wire.TestOutcome;
import dev.bpfj.kernelvm.wire.TestOutcome.Status;
import dev.bpfj.kernelvm.wire.TestOutcome.Thrown;
import java.time.Duration;
import java.util.Optional;
import org.testng.annotations.Test;

/** What a user sees of a guest while it runs. */
public final class RunProgressTest {
  private static TestOutcome outcome(String test, Status status) {
    Optional<Thrown> thrown =
        status == Status.FAILED
            ? Optional.of(new Thrown("T", "1 is not 2\nbut 3", "", true))
            : Optional.empty();
    return new TestOutcome("a.FooTest", test, status, Duration.ZERO, thrown);
  }

  @Test
  public void tellsBootClassesFailuresAndWhatTakesLong() {
    Transcript transcript = new Transcript();
    Lines lines = new Lines();
    RunProgress guest = new RunProgress(lines, "6.12", "2", transcript);
    guest.booting(Duration.ofSeconds(20), "[    1.5] Freeing unused memory");
    guest.hello("6.12.5-cloud", "17.0.2 (Debian)");
    guest.started("a.FooTest", "adds");
    guest.finished(outcome("adds", Status.PASSED));
    guest.started("a.FooTest", "divides");
    guest.finished(outcome("divides", Status.FAILED));
    guest.alive(Duration.ofSeconds(29));
    guest.started("a.FooTest", "waits");
    guest.alive(Duration.ofSeconds(30));
    guest.alive(Duration.ofSeconds(59));
    guest.alive(Duration.ofSeconds(60));
    guest.finished(outcome("waits", Status.PASSED));
    guest.started("a.BarTest", "adds");
    guest.alive(Duration.ofSeconds(61));
    guest.end();
    assertThat(lines.lines())
        .containsExactly(
            "kernel 6.12: boots since 20 s: [    1.5] Freeing unused memory",
            "kernel 6.12: has booted 6.12.5-cloud, Java 17.0.2 (Debian)",
            "kernel 6.12: a.FooTest, class 1 of 2",
            "kernel 6.12: FAILED: a.FooTest.divides: 1 is not 2",
            "kernel 6.12: in a.FooTest.waits, tests run so far=2, failed=1, 30 s since it booted",
            "kernel 6.12: in a.FooTest.waits, tests run so far=2, failed=1, 60 s since it booted",
            "kernel 6.12: a.BarTest, class 2 of 2");
    assertThat(transcript.outcomes()).hasSize(3);
    assertThat(transcript.ended()).isTrue();
  }
}
