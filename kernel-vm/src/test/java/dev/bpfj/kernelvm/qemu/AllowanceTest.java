package dev.bpfj.kernelvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.qemu.GuestClock.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A guest's time is up when it could have run for long without progress. */
public final class AllowanceTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Duration now;
  private Map<String, Long> waited;
  private Allowance allowance;

  @BeforeMethod
  void start() {
    now = Duration.ofHours(1);
    waited = new HashMap<>(Map.of("1", Duration.ofSeconds(3).toNanos()));
    allowance = Allowance.ofTests(this::read, LIMIT);
  }

  private Reading read() {
    return new Reading(now.toNanos(), Map.copyOf(waited));
  }

  private void pass(int seconds, String thread, int secondsWaited) {
    now = now.plusSeconds(seconds);
    waited.merge(thread, Duration.ofSeconds(secondsWaited).toNanos(), Long::sum);
  }

  @Test
  public void aGuestThatCouldRunIsEndedAtItsLimit() {
    pass(60, "1", 0);
    assertThat(allowance.passed()).isEmpty();
    pass(1, "1", 0);
    assertThat(allowance.passed()).contains("limit=60 s");
  }

  @Test
  public void timeInWhichItWaitedForAProcessorDoesNotCount() {
    pass(540, "1", 486);
    assertThat(allowance.passed()).isEmpty();
    pass(7, "1", 0);
    assertThat(allowance.passed()).contains("limit=60 s");
  }

  @Test
  public void threadsThatWaitSideBySideWaitOnce() {
    pass(50, "1", 45);
    pass(50, "2", 45);
    assertThat(allowance.passed()).isEmpty();
    pass(6, "3", 0);
    assertThat(allowance.passed()).contains("limit=60 s");
  }

  @Test
  public void progressRenewsIt() {
    for (int test = 0; test < 9; test++) {
      pass(60, "1", 0);
      assertThat(allowance.passed()).isEmpty();
      allowance.renew();
    }
    pass(60, "1", 0);
    assertThat(allowance.passed()).isEmpty();
  }

  @Test
  public void waitingBeforeTheProgressCountsNoMore() {
    pass(100, "1", 100);
    allowance.renew();
    pass(61, "1", 0);
    assertThat(allowance.passed()).contains("limit=60 s");
  }

  @Test
  public void tenTimesTheLimitIsTheEndWhateverTheProgress() {
    pass(600, "1", 599);
    allowance.renew();
    assertThat(allowance.passed()).isEmpty();
    pass(1, "1", 1);
    assertThat(allowance.passed()).contains("limit=600 s in all");
  }

  @Test
  public void aBootWithoutProgressHangs() {
    Allowance boot = Allowance.ofBoot(this::read, LIMIT);
    pass(61, "1", 0);
    assertThat(boot.passed()).contains("it hangs, its console is silent: limit=60 s");
  }

  @Test
  public void aBootMayTakeTenTimesAsLongAsItsLongestStep() {
    Allowance boot = Allowance.ofBoot(this::read, LIMIT);
    pass(5, "1", 0);
    boot.renew();
    pass(20, "1", 12); // a step of 8 s
    boot.renew();
    pass(80, "1", 0);
    assertThat(boot.passed()).isEmpty();
    pass(1, "1", 0);
    assertThat(boot.passed()).contains("it hangs, its console is silent: limit=80 s");
  }

  @Test
  public void aBootThatGoesOnTooLongIsSlow() {
    Allowance boot = Allowance.ofBoot(this::read, LIMIT);
    for (int step = 0; step < 12; step++) {
      assertThat(boot.passed()).isEmpty();
      pass(50, "1", 0);
      boot.renew();
    }
    pass(1, "1", 0);
    assertThat(boot.passed())
        .contains("it is slow, a larger bootTimeout may do: limit=600 s in all");
  }

  @Test
  public void aKernelThatSaysNothingOfWaitingLeavesTheClock() {
    Allowance plain = Allowance.ofTests(() -> new Reading(now.toNanos(), Map.of()), LIMIT);
    pass(61, "1", 61);
    assertThat(plain.passed()).contains("limit=60 s");
  }
}
