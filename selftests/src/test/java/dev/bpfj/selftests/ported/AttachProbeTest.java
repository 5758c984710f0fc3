package dev.bpfj.selftests.ported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.ProgramSettings;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.hook.AttachMode;
import dev.bpfj.libbpf.hook.Kprobe;
import dev.bpfj.progs.TestAttachProbeSkel;
import dev.bpfj.progs.TestAttachSleepableSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.Libbpf;
import dev.bpfj.selftests.harness.SystemCalls;
import dev.bpfj.selftests.harness.Trigger;
import dev.bpfj.test.RequiresKernel;
import java.util.List;
import java.util.regex.Pattern;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The part of the kernel's prog_tests/attach_probe.c that probes the kernel: by hand in every mode
 * that there is, by section, by address; and what is refused. {@link UprobeTest} has the other
 * part.
 */
@Test(groups = "vm")
public final class AttachProbeTest {
  private static final int EINVAL = 22;
  private static final int EADDRNOTAVAIL = 99;
  // Names that several drivers have a function of, for the file of that name in sysfs.
  private static final List<String> COMMON_NAMES =
      List.of("name_show", "type_show", "state_show", "modalias_show", "uevent_show", "size_show");
  // The longest ones that tracefs still takes: it wants less than 64 characters of an event.
  // Those of tracing itself are never probed.
  private static final Pattern LONG_NAME = Pattern.compile("(?!.*trace)[a-z_][a-z0-9_]{46,60}");
  private static final int LONG_NAMES = 100;

  private static final String NANOSLEEP = Kernel.systemCall("nanosleep");

  @DataProvider
  public Object[] modes() {
    return AttachMode.values();
  }

  /** Goes on if the mode is there; a libbpf that is too old to choose one must say so. */
  private static boolean isThere(AttachMode mode, BpfProgram program) {
    if (mode == AttachMode.LINK) {
      Kernel.require("5.15", "kprobes as BPF links");
    }
    if (mode == AttachMode.DEFAULT || Libbpf.isAtLeast(1, 2)) {
      return true;
    }
    Kprobe options = Kprobe.entry(NANOSLEEP).mode(mode);
    assertThatThrownBy(() -> program.attach(options))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "program \"kprobe_by_hand\": choosing the attach mode "
                + mode
                + " needs libbpf 1.2; "
                + Libbpf.found());
    return false;
  }

  @Test(dataProvider = "modes", groups = "vm")
  public void probesOfAFunctionsEntryAndReturnAreAttachedByHand(AttachMode mode) {
    try (TestAttachProbeSkel skel = TestAttachProbeSkel.openAndLoad()) {
      if (isThere(mode, skel.progs().kprobeByHand())) {
        skel.links()
            .kprobeByHand(skel.progs().kprobeByHand().attach(Kprobe.entry(NANOSLEEP).mode(mode)))
            .kretprobeByHand(
                skel.progs().kretprobeByHand().attach(Kprobe.returning(NANOSLEEP).mode(mode)));
        Trigger.untilAsserted(() -> assertThat(skel.bss().kprobeResult()).isEqualTo(1));
        Trigger.untilAsserted(() -> assertThat(skel.bss().kretprobeResult()).isEqualTo(2));

        skel.detach();
        skel.bss().kprobeResult(0).kretprobeResult(0);
        SystemCalls.nanosleep();
        assertThat(skel.bss().kprobeResult()).isZero();
        assertThat(skel.bss().kretprobeResult()).isZero();
      }
    }
  }

  public void probesOfASystemCallAreAttachedByTheirSections() {
    try (TestAttachProbeSkel skel = TestAttachProbeSkel.openAndLoad()) {
      skel.links()
          .ksyscallBySection(skel.progs().ksyscallBySection().attach())
          .kretsyscallBySection(skel.progs().kretsyscallBySection().attach());
      Trigger.untilAsserted(() -> assertThat(skel.bss().ksyscallResult()).isEqualTo(11));
      Trigger.untilAsserted(() -> assertThat(skel.bss().kretsyscallResult()).isEqualTo(22));
    }
  }

  public void aProbeIsPutOnAnAddress() {
    long address = Kernel.function(NANOSLEEP).address();
    assertThat(address).as("kernel addresses are shown to root").isNotZero();
    try (TestAttachProbeSkel skel = TestAttachProbeSkel.openAndLoad();
        BpfLink link = skel.progs().kprobeByHand().attach(Kprobe.at(address))) {
      assertThat(link.isClosed()).isFalse();
      Trigger.untilAsserted(() -> assertThat(skel.bss().kprobeResult()).isEqualTo(1));
    }
  }

  public void legacyModeRefusesAnAddress() {
    try (TestAttachProbeSkel skel = TestAttachProbeSkel.openAndLoad()) {
      BpfProgram program = skel.progs().kprobeByHand();
      if (isThere(AttachMode.LEGACY, program)) {
        Kprobe options = Kprobe.at(0x1000).mode(AttachMode.LEGACY);
        assertThatThrownBy(() -> program.attach(options))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(
                "program \"kprobe_by_hand\": a kprobe of legacy mode is put on a function, not on"
                    + " an address: address=0x1000");
      }
    }
  }

  /** Older kernels take the first one; the newer ones do not guess. */
  public void aNameOfSeveralFunctionsIsRefused() {
    String name = Kernel.ambiguousFunction(COMMON_NAMES).orElseThrow();
    Kprobe options = Kprobe.entry(name);
    try (TestAttachProbeSkel skel = TestAttachProbeSkel.openAndLoad()) {
      BpfProgram program = skel.progs().kprobeByHand();
      if (Kernel.isAtLeast("6.1")) {
        assertThatThrownBy(() -> program.attach(options))
            .isInstanceOfSatisfying(
                BpfException.class, e -> assertThat(e.errno()).isEqualTo(EADDRNOTAVAIL))
            .hasMessageContaining(name);
      } else {
        program.attach(options).close();
      }
    }
  }

  /** The event's name holds the function's and more, and tracefs takes less than 64 characters. */
  public void aLongNameIsAttachedInEveryModeOrRefusedInLegacyMode() {
    try (TestAttachProbeSkel skel = TestAttachProbeSkel.openAndLoad()) {
      BpfProgram program = skel.progs().kprobeByHand();
      String name = longNameThatCanBeProbed(program);
      if (isThere(AttachMode.LEGACY, program)) {
        Kprobe options = Kprobe.entry(name).mode(AttachMode.LEGACY);
        if (Libbpf.isAtLeast(1, 6)) {
          program.attach(options).close();
        } else {
          assertThatThrownBy(() -> program.attach(options))
              .isInstanceOfSatisfying(
                  BpfException.class, e -> assertThat(e.errno()).isEqualTo(EINVAL))
              .hasMessageContaining(name);
        }
      }
    }
  }

  private static String longNameThatCanBeProbed(BpfProgram program) {
    AssertionError failure = new AssertionError("no function of a long name can be probed");
    for (String name : Kernel.longestNames(LONG_NAME, LONG_NAMES)) {
      try {
        program.attach(Kprobe.entry(name)).close();
        return name;
      } catch (BpfException e) {
        failure.addSuppressed(e); // some functions must not be probed
      }
    }
    throw failure;
  }

  @RequiresKernel(value = "6.0", feature = "sleepable uprobes")
  public void aSleepableProbeOfTheKernelIsRefused() {
    try (TestAttachSleepableSkel skel = TestAttachSleepableSkel.open()) {
      BpfProgram program = skel.progs().kprobeMadeSleepable();
      program.settings().flags(ProgramSettings.SLEEPABLE);
      assertThat(program.settings().flags()).isEqualTo(ProgramSettings.SLEEPABLE);
      skel.load();
      assertThatThrownBy(() -> program.attach(Kprobe.entry(NANOSLEEP)))
          .isInstanceOfSatisfying(BpfException.class, e -> assertThat(e.errno()).isEqualTo(EINVAL));
      SystemCalls.nanosleep();
      assertThat(skel.bss().kprobeResult()).isZero();
    }
  }

  public void aFunctionThatIsNotThereIsNamed() {
    try (TestAttachProbeSkel skel = TestAttachProbeSkel.openAndLoad()) {
      assertThatThrownBy(() -> skel.progs().kprobeByHand().attach(Kprobe.entry("no_such_one")))
          .isInstanceOf(BpfException.class)
          .hasMessageStartingWith(
              "program \"kprobe_by_hand\": bpf_program__attach_kprobe_opts: -ENOENT (2), No such"
                  + " file or directory")
          .hasMessageContaining("no_such_one");
    }
  }
}
