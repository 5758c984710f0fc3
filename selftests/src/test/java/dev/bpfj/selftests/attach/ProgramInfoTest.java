package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.ProgramHandle;
import dev.bpfj.libbpf.RunStatistics;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.program.ProgramInfo;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.TestRunSkel;
import dev.bpfj.selftests.harness.KernelMaps;
import java.nio.file.Path;
import java.util.Map;
import org.testng.annotations.Test;

/** Programs are asked, counted, pinned and opened; the kernel's own words are the second oracle. */
@Test(groups = {"host", "vm"})
public final class ProgramInfoTest {
  private static final int ENOENT = 2;

  public void aProgramSaysWhatItIs() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      BpfProgram program = skel.progs().grow();
      ProgramInfo info = program.info();
      Map<String, String> kernel = FdInfo.of(program.fd());
      assertThat(info.type()).isEqualTo(ProgramType.XDP);
      assertThat(info.type().number()).isEqualTo(Integer.parseInt(kernel.get("prog_type")));
      assertThat(info.id()).isEqualTo(Integer.parseInt(kernel.get("prog_id")));
      assertThat(info.tag()).isEqualTo(kernel.get("prog_tag"));
      assertThat(info.name()).isEqualTo("grow");
      assertThat(info.mapIds()).containsExactly(KernelMaps.id(skel.object().map(".bss").fd()));
      assertThat(info.gplCompatible()).isTrue();
      assertThat(info.instructionBytes()).isPositive().isEqualTo(info.instructionBytes() / 8 * 8);
      assertThat(info.loadedAt()).isPositive();
      assertThat(info.userId()).isZero();
      assertThat(info.btfId()).isPositive();
      if (kernel.containsKey("verified_insns")) {
        assertThat(info.verifiedInstructions())
            .isEqualTo(Integer.parseInt(kernel.get("verified_insns")));
      }
    }
  }

  public void runsAreCountedWhileSomeoneAsksForIt() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      BpfProgram program = skel.progs().measure();
      TestRunOptions options = TestRunOptions.none().data(new byte[64]).repeat(50);
      RunStatistics counting = RunStatistics.enable();
      program.testRun(options);
      counting.close();
      counting.close();
      ProgramInfo.Statistics statistics = program.statistics();
      Map<String, String> kernel = FdInfo.of(program.fd());
      assertThat(statistics.runs()).isEqualTo(50);
      assertThat(statistics.runs()).isEqualTo(Long.parseLong(kernel.get("run_cnt")));
      assertThat(statistics.runTime()).isPositive();
      assertThat(statistics.runTime().toNanos())
          .isEqualTo(Long.parseLong(kernel.get("run_time_ns")));
    }
  }

  public void aPinnedProgramOutlivesItsObject() throws Exception {
    Path name = BpfFileSystem.newName();
    try {
      int id;
      try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
        BpfProgram program = skel.progs().add();
        id = program.info().id();
        program.pin(name);
      }
      ProgramHandle pinned = ProgramHandle.ofPinned(name);
      assertThat(pinned.info().id()).isEqualTo(id);
      assertThat(pinned.info().name()).isEqualTo("add");
      pinned.close();
      pinned.close();
      assertThatExceptionOfType(BpfClosedException.class)
          .isThrownBy(pinned::info)
          .withMessage("program at " + name + ": is closed");
    } finally {
      BpfFileSystem.remove(name);
    }
  }

  public void aNameIsRemovedOnce() {
    Path name = BpfFileSystem.newName();
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      BpfProgram program = skel.progs().add();
      program.pin(name);
      program.unpin(name);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> program.unpin(name))
          .withMessage(
              "program \"add\" at " + name + ": unlink: -ENOENT (2), No such file or directory");
    }
  }

  public void aProgramIsOpenedByItsId() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      ProgramInfo info = skel.progs().add().info();
      try (ProgramHandle again = ProgramHandle.ofId(info.id())) {
        assertThat(again.info()).isEqualTo(info);
      }
    }
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> ProgramHandle.ofId(Integer.MAX_VALUE))
        .satisfies(e -> assertThat(e.errno()).isEqualTo(ENOENT))
        .withMessageStartingWith("program id 2147483647: bpf_prog_get_fd_by_id: -ENOENT (2)");
  }
}
