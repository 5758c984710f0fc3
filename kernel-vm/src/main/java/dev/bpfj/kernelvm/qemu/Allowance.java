package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.Limits;
import dev.bpfj.kernelvm.qemu.GuestClock.Reading;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a guest may go without progress. Only time in which it could run counts, so that a guest
 * that is merely slow is not killed because the machine is busy; in wall-clock time the bound is
 * {@link Limits#BOUND} times the limit.
 *
 * <p>While a guest boots, the limit also adapts to the machine's speed: a step may take {@link
 * #STEPS} times as long as the longest one so far.
 */
final class Allowance {
  /** How many times the longest step of a boot its next one may take. */
  static final int STEPS = 10;

  private final GuestClock clock;
  private final Duration limit;
  private final boolean isOfBoot;
  private final Reading start;
  private Reading progress;
  private Duration longest = Duration.ZERO;

  private Allowance(GuestClock clock, Duration limit, boolean isOfBoot) {
    this.clock = clock;
    this.limit = limit;
    this.isOfBoot = isOfBoot;
    this.start = clock.read();
    this.progress = start;
  }

  /** For a guest whose tests run; counts from now. */
  static Allowance ofTests(GuestClock clock, Duration limit) {
    return new Allowance(clock, limit, false);
  }

  /** For a guest that boots; counts from now. */
  static Allowance ofBoot(GuestClock clock, Duration limit) {
    return new Allowance(clock, limit, true);
  }

  /** The guest has made progress: counts from now, but for the bound. */
  void renew() {
    Reading now = clock.read();
    Duration step = now.runnableSince(progress);
    longest = step.compareTo(longest) > 0 ? step : longest;
    progress = now;
  }

  private Duration limitNow() {
    Duration bySteps = isOfBoot ? longest.multipliedBy(STEPS) : Duration.ZERO;
    return bySteps.compareTo(limit) > 0 ? bySteps : limit;
  }

  /** The limit that has been passed, for a message. */
  Optional<String> passed() {
    Reading now = clock.read();
    Duration silent = limitNow();
    if (now.runnableSince(progress).compareTo(silent) > 0) {
      String what = isOfBoot ? "it hangs, its console is silent: " : "";
      return Optional.of(what + "limit=" + silent.toSeconds() + " s");
    }
    Duration bound = limit.multipliedBy(Limits.BOUND);
    if (now.since(start).compareTo(bound) <= 0) {
      return Optional.empty();
    }
    String what = isOfBoot ? "it is slow, a larger bootTimeout may do: " : "";
    return Optional.of(what + "limit=" + bound.toSeconds() + " s in all");
  }
}
