package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.AttachReport;
import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.progs.LifeAttachSkel;
import dev.bpfj.progs.MinimalSkel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** Attaching and detaching, each shown by programs that run or do not. */
@Test(groups = {"host", "vm"})
public final class AttachTest {

  public void reportsWhatItAttachedAndWhyNotTheRest() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      AttachReport report = skel.attach();
      assertThat(report.attached()).containsExactly("first", "second");
      assertThat(report.toString())
          .isEqualTo(
              "first: attached\n"
                  + "second: attached\n"
                  + "optional: skipped, autoload is off\n"
                  + "no_target: skipped, section \"raw_tp\" names no target; it is attached by"
                  + " attach(RawTracepoint.of(...))\n"
                  + "by_hand: skipped, section \"xdp\" is not attached by itself; it is attached by"
                  + " attach(Xdp.on(...))\n"
                  + "refused: skipped, autoload is off");
      assertThat(Effects.happens(() -> runs(skel, "first") && runs(skel, "second"))).isTrue();
      assertThat(skel.bss().optionalRuns()).isZero();
    }
  }

  public void attachesWhatIsTurnedOnBeforeLoad() {
    try (LifeAttachSkel skel = LifeAttachSkel.open()) {
      skel.object().program("optional").settings().autoload(true);
      skel.object().program("first").settings().autoattach(false);
      skel.load();
      AttachReport report = skel.attach();
      assertThat(report.attached()).containsExactly("second", "optional");
      assertThat(report.skipped().get(0).reason()).isEqualTo("autoattach is off");
      assertThat(Effects.happens(() -> runs(skel, "optional"))).isTrue();
      assertThat(skel.bss().firstRuns()).isZero();
    }
  }

  public void takesBackWhatItAttachedWhenOneIsRefused() {
    try (LifeAttachSkel skel = LifeAttachSkel.open()) {
      skel.object().program("refused").settings().autoload(true);
      skel.load();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::attach)
          .withMessageStartingWith("program \"refused\": bpf_program__attach: -ENOENT (2)");
      assertThat(skel.links().first()).isEmpty();
      assertThat(skel.links().second()).isEmpty();
      assertStopped(skel);
    }
  }

  public void keepsEarlierLinksWhenALaterAttachIsRefused() {
    try (LifeAttachSkel skel = LifeAttachSkel.open()) {
      skel.object().program("refused").settings().autoload(true);
      skel.load();
      BpfLink mine = skel.object().program("first").attach();
      skel.links().first(mine);
      assertThatExceptionOfType(BpfException.class).isThrownBy(skel::attach);
      assertThat(skel.links().first()).containsSame(mine);
      int before = skel.bss().firstRuns();
      assertThat(Effects.happens(() -> skel.bss().firstRuns() > before)).isTrue();
    }
  }

  public void detachesAndAttachesAgain() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      skel.attach();
      assertThat(Effects.happens(() -> runs(skel, "first"))).isTrue();
      skel.detach();
      assertThat(skel.links().first()).isEmpty();
      assertStopped(skel);
      skel.attach();
      int before = skel.bss().firstRuns();
      assertThat(Effects.happens(() -> skel.bss().firstRuns() > before)).isTrue();
    }
  }

  public void leavesAloneWhoseLinkIsSetAndDetachesItToo() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink mine = skel.object().program("first").attach();
      skel.links().first(mine);
      AttachReport report = skel.attach();
      assertThat(report.attached()).containsExactly("second");
      assertThat(report.skipped().get(0).reason()).isEqualTo("its link is set already");
      skel.detach();
      assertThat(mine.isClosed()).isTrue();
      assertStopped(skel);
    }
  }

  public void detachesALinkThatCameFromAnotherObject() {
    try (LifeAttachSkel other = LifeAttachSkel.openAndLoad()) {
      BpfLink foreign = other.object().program("first").attach();
      try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
        skel.links().first(foreign);
      }
      assertThat(foreign.isClosed()).isTrue();
      assertStopped(other);
    }
  }

  public void detachesWhatWasAttachedByHandToo() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      // Elsewhere than its section says: older kernels take a program at a raw tracepoint once.
      BpfLink again = skel.progs().first().attach(RawTracepoint.of("sys_exit"));
      BpfLink elsewhere = skel.progs().noTarget().attach(RawTracepoint.of("sys_enter"));
      assertThat(skel.attach().attached()).containsExactly("first", "second");
      assertThat(skel.links().first().orElseThrow()).isNotSameAs(again);
      assertThat(skel.links().noTarget()).isEmpty();
      assertThat(again.isClosed()).isFalse();
      BpfLink set = skel.links().first().orElseThrow();
      skel.detach();
      assertThat(again.isClosed()).isTrue();
      assertThat(elsewhere.isClosed()).isTrue();
      assertThat(set.isClosed()).isTrue();
      assertStopped(skel);
      assertThat(skel.attach().attached()).containsExactly("first", "second");
    }
  }

  public void detachLeavesPins() throws Exception {
    Path pin = Path.of("/sys/fs/bpf/bpfj-detach-" + ProcessHandle.current().pid());
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      BpfLink link = skel.progs().first().attach();
      int id = link.id();
      link.pin(pin);
      skel.detach();
      assertThat(link.isClosed()).isTrue();
      try (BpfLink pinned = BpfLink.ofPinned(pin)) {
        assertThat(pinned.id()).isEqualTo(id);
      }
    } finally {
      Files.deleteIfExists(pin);
    }
  }

  public void closingALinkDetachesItsProgramAndNoOther() {
    try (LifeAttachSkel skel = LifeAttachSkel.openAndLoad()) {
      skel.attach();
      BpfLink first = skel.links().first().orElseThrow();
      assertThat(first.fd()).isPositive();
      first.close();
      first.close();
      Effects.systemCalls(); // a run that was interrupted may still end
      int firstRuns = skel.bss().firstRuns();
      int secondRuns = skel.bss().secondRuns();
      assertThat(Effects.happens(() -> skel.bss().secondRuns() > secondRuns)).isTrue();
      assertThat(skel.bss().firstRuns()).isEqualTo(firstRuns);
    }
  }

  public void closingTheSkeletonDetachesEverything() {
    try (MinimalSkel watcher = MinimalSkel.openAndLoad()) {
      BpfLink link;
      try (LifeAttachSkel skel = LifeAttachSkel.open()) {
        skel.object().program("optional").settings().autoload(true);
        skel.object().program("optional").settings().autoattach(false);
        skel.load();
        link = skel.object().program("optional").attach();
        skel.attach();
      }
      assertThat(link.isClosed()).isTrue();
      assertThat(watcher.object().isLoaded()).isTrue();
    }
  }

  public void refusesToAttachBeforeLoad() {
    try (LifeAttachSkel skel = LifeAttachSkel.open()) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(skel::attach)
          .withMessage("program \"first\": is not loaded; call load() first");
    }
  }

  private static boolean runs(LifeAttachSkel skel, String program) {
    return switch (program) {
      case "first" -> skel.bss().firstRuns() > 0;
      case "second" -> skel.bss().secondRuns() > 0;
      default -> skel.bss().optionalRuns() > 0;
    };
  }

  private static void assertStopped(LifeAttachSkel skel) {
    // A program that another CPU was in the middle of may still end.
    Effects.systemCalls();
    int first = skel.bss().firstRuns();
    int second = skel.bss().secondRuns();
    Effects.systemCalls();
    assertThat(skel.bss().firstRuns()).isEqualTo(first);
    assertThat(skel.bss().secondRuns()).isEqualTo(second);
  }
}
