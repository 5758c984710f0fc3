package dev.bpfj.kernelvm.qemu;

import dev.bpfj.kernelvm.Limits;
import dev.bpfj.kernelvm.qemu.GuestClock.Reading;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a guest may go on without progress. What counts is time in which it could run, so that a
 * busy machine does not end a guest that is only slow; {@link Limits#BOUND} times the limit by the
 * clock is the end in any case.
 */
final class Allowance {
  private final GuestClock clock;
  private final Duration limit;
  private final Reading start;
  private Reading progress;

  /** Counts from now. */
  Allowance(GuestClock clock, Duration limit) {
    this.clock = clock;
    this.limit = limit;
    this.start = clock.read();
    this.progress = start;
  }

  /** The guest has made progress: counts from now, but for the bound. */
  void renew() {
    progress = clock.read();
  }

  /** The limit that has been passed, for a message. */
  Optional<String> passed() {
    Reading now = clock.read();
    if (now.runnableSince(progress).compareTo(limit) > 0) {
      return Optional.of("limit=" + limit.toSeconds() + " s");
    }
    Duration bound = limit.multipliedBy(Limits.BOUND);
    return now.since(start).compareTo(bound) > 0
        ? Optional.of("limit=" + bound.toSeconds() + " s in all")
        : Optional.empty();
  }
}
