package dev.bpfj.libbpf.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.testng.annotations.Test;

public final class LifetimeTest {
  private final AtomicInteger releases = new AtomicInteger();

  private Lifetime lifetime() {
    releases.set(0);
    return new Lifetime("thing \"x\"", releases::incrementAndGet);
  }

  @Test
  public void closeReleasesAtOnceWhenNobodyUsesIt() {
    Lifetime lifetime = lifetime();
    lifetime.enter();
    lifetime.exit();
    assertThat(releases).hasValue(0);
    assertThat(lifetime.close()).isTrue();
    assertThat(releases).hasValue(1);
    assertThat(lifetime.close()).isFalse();
    assertThat(releases).hasValue(1);
  }

  @Test
  public void theLastCallInFlightReleases() {
    Lifetime lifetime = lifetime();
    lifetime.enter();
    lifetime.enter();
    lifetime.close();
    lifetime.exit();
    assertThat(releases).hasValue(0);
    lifetime.exit();
    assertThat(releases).hasValue(1);
  }

  @Test
  public void refusesCallsAfterCloseAndReleasesOnlyOnce() {
    Lifetime lifetime = lifetime();
    lifetime.enter();
    lifetime.close();
    assertThatExceptionOfType(BpfClosedException.class)
        .isThrownBy(lifetime::enter)
        .withMessage("thing \"x\": is closed");
    assertThat(releases).hasValue(0);
    lifetime.exit();
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(BpfClosedException.class).isThrownBy(lifetime::enter);
    }
    assertThat(releases).hasValue(1);
  }

  @Test
  public void noCallSeesAReleasedThingWhateverTheRace() throws InterruptedException {
    for (int round = 0; round < 2_000; round++) {
      AtomicBoolean released = new AtomicBoolean();
      AtomicInteger seen = new AtomicInteger();
      Lifetime lifetime = new Lifetime("thing", () -> released.set(true));
      List<Thread> users = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Thread user = new Thread(() -> use(lifetime, released, seen));
        users.add(user);
        user.start();
      }
      lifetime.close();
      for (Thread user : users) {
        user.join();
      }
      assertThat(seen).hasValue(0);
      assertThat(released).isTrue();
    }
  }

  private static void use(Lifetime lifetime, AtomicBoolean released, AtomicInteger seen) {
    try {
      for (int i = 0; i < 50; i++) {
        lifetime.enter();
        if (released.get()) {
          seen.incrementAndGet();
        }
        lifetime.exit();
      }
    } catch (BpfClosedException e) {
      return; // as documented
    }
  }
}
