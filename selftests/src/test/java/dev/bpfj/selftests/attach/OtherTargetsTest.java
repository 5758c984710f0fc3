package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.ProgramHandle;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.hook.Freplace;
import dev.bpfj.libbpf.hook.Lsm;
import dev.bpfj.libbpf.hook.Trace;
import dev.bpfj.libbpf.link.LinkDetails;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.progs.AttachOthersSkel;
import dev.bpfj.progs.AttachTargetsSkel;
import org.testng.annotations.Test;

/**
 * Programs are attached to functions of other programs and of the kernel, which are named before
 * load.
 */
@Test(groups = "vm")
public final class OtherTargetsTest {
  private static final TestRunOptions PACKET = TestRunOptions.none().data(new byte[64]);
  private static final int ASKED = 78; // answer() * 10 + other()

  private static int ask(AttachTargetsSkel targets) {
    return targets.progs().asks().testRun(PACKET).returnValue();
  }

  public void aFunctionOfAnotherProgramIsReplacedAsTheSectionSays() {
    try (AttachTargetsSkel targets = AttachTargetsSkel.openAndLoad();
        AttachOthersSkel skel = AttachOthersSkel.open()) {
      BpfProgram replacement = skel.progs().replacement();
      replacement.settings().autoload(true);
      replacement.settings().attachTarget(targets.progs().asks());
      skel.load();
      assertThat(ask(targets)).isEqualTo(ASKED);
      skel.attach();
      assertThat(ask(targets)).isEqualTo(58);
      skel.detach();
      assertThat(ask(targets)).isEqualTo(ASKED);
    }
  }

  public void aFunctionOfYetAnotherProgramIsReplacedByALinkOfItsOwn() {
    try (AttachTargetsSkel first = AttachTargetsSkel.openAndLoad();
        AttachTargetsSkel second = AttachTargetsSkel.openAndLoad();
        AttachOthersSkel skel = AttachOthersSkel.open()) {
      BpfProgram replacement = skel.progs().replacement();
      replacement.settings().autoload(true);
      replacement.settings().attachTarget(first.progs().asks(), "answer");
      skel.load();
      BpfLink link = replacement.attach(Freplace.of(second.progs().asks(), "answer"));
      assertThat(ask(first)).isEqualTo(ASKED);
      assertThat(ask(second)).isEqualTo(58);
      link.close();
      assertThat(ask(second)).isEqualTo(ASKED);
    }
  }

  public void aFunctionOfAnotherProgramIsLookedAt() {
    try (AttachTargetsSkel targets = AttachTargetsSkel.openAndLoad();
        AttachOthersSkel skel = AttachOthersSkel.open()) {
      skel.progs().atEntry().settings().autoload(true);
      skel.progs().atExit().settings().autoload(true);
      skel.progs().atEntry().settings().expectedAttachType(AttachType.TRACE_FENTRY);
      skel.progs().atEntry().settings().attachTarget(targets.progs().asks(), "other");
      int id = targets.progs().asks().info().id();
      try (ProgramHandle handle = ProgramHandle.ofId(id)) {
        skel.progs().atExit().settings().attachTarget(handle); // closed before load
      }
      skel.load();
      skel.attach();
      assertThat(ask(targets)).isEqualTo(ASKED);
      assertThat(skel.bss().entered()).isEqualTo(1);
      assertThat(skel.bss().exited()).isEqualTo(1);
      assertThat(skel.links().atEntry().orElseThrow().info().details())
          .isInstanceOfSatisfying(
              LinkDetails.Tracing.class,
              tracing -> assertThat(tracing.attachType()).isEqualTo(AttachType.TRACE_FENTRY));
    }
  }

  public void aFunctionOfTheKernelIsNamedBeforeLoad() {
    try (AttachOthersSkel skel = AttachOthersSkel.open()) {
      BpfProgram program = skel.progs().atEntry();
      program.settings().autoload(true);
      program.settings().expectedAttachType(AttachType.TRACE_FENTRY);
      program.settings().attachTarget("bpf_fentry_test1");
      skel.load();
      BpfLink link = program.attach(Trace.loadedTarget());
      program.testRun(TestRunOptions.none()); // calls the bpf_fentry_test functions
      assertThat(skel.bss().entered()).isEqualTo(1);
      link.close();
      program.testRun(TestRunOptions.none());
      assertThat(skel.bss().entered()).isEqualTo(1);
    }
  }

  public void aTargetThatIsNotThereIsNamed() {
    try (AttachTargetsSkel targets = AttachTargetsSkel.openAndLoad();
        AttachOthersSkel skel = AttachOthersSkel.open()) {
      BpfProgram program = skel.progs().atEntry();
      program.settings().expectedAttachType(AttachType.TRACE_FENTRY);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> program.settings().attachTarget("bpfj_no_such_function"))
          .withMessageStartingWith(
              "program \"at_entry\": bpf_program__set_attach_target: -ESRCH (3)");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> program.settings().attachTarget(targets.progs().asks(), "nobody"))
          .withMessageStartingWith(
              "program \"at_entry\": bpf_program__set_attach_target: -ENOENT (2)");
      skel.load(); // libbpf closes the BTF of modules that it has looked into at load, not at close
    }
  }

  public void aCheckOfTheSecurityModulesRunsWhileItIsAttached() {
    try (AttachOthersSkel skel = AttachOthersSkel.open()) {
      BpfProgram program = skel.progs().atCheck();
      program.settings().autoload(true);
      skel.load();
      skel.bss().pid(ProcessHandle.current().pid());
      BpfLink link = program.attach(Lsm.loadedTarget());
      program.info(); // a bpf system call, which is checked
      assertThat(skel.bss().checked()).isPositive();
      link.close();
      long before = skel.bss().checked();
      program.info();
      assertThat(skel.bss().checked()).isEqualTo(before);
    }
  }
}
