package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.hook.UprobeMulti;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.libbpf.program.ProgramType;
import dev.bpfj.progs.AttachUprobesSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.NativeCode;
import dev.bpfj.selftests.harness.PidTgid;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

/** One link for many functions of a library, each with a cookie of its own. */
@Test(groups = {"host", "vm"})
public final class UprobeMultiTest {
  private static final String LIBRARY = NativeCode.LIBRARY;

  /** Loads, or says what libbpf or the kernel lacks. */
  private static AttachUprobesSkel load() {
    Kernel.require("5.15", "cookies of probes");
    AttachUprobesSkel skel = AttachUprobesSkel.open();
    skel.progs().entered().settings().autoload(true);
    skel.progs().entered().settings().type(ProgramType.KPROBE);
    if (Supports.kernel(6, 6)) {
      skel.progs().entered().settings().expectedAttachType(AttachType.TRACE_UPROBE_MULTI);
    }
    skel.load();
    skel.bss().pid(PidTgid.current().process());
    return skel;
  }

  private static void check(UprobeMulti options, long entries, long cookies) {
    try (AttachUprobesSkel skel = load()) {
      if (!Supports.libbpf(1, 3)) {
        assertMissing(skel, options, "bpf_program__attach_uprobe_multi needs libbpf 1.3");
        return;
      } else if (!Supports.kernel(6, 6)) {
        assertMissing(skel, options, "attaching to many places in a file at once needs Linux 6.6");
        return;
      }
      BpfLink link = skel.progs().entered().attach(options);
      NativeCode.PROBED.probed_by_name(1);
      NativeCode.PROBED.probed_by_offset(1);
      assertThat(skel.bss().entries()).isEqualTo(entries);
      assertThat(skel.bss().cookies()).isEqualTo(cookies);
      link.close();
      NativeCode.PROBED.probed_by_name(1);
      assertThat(skel.bss().entries()).isEqualTo(entries);
    }
  }

  private static void assertMissing(AttachUprobesSkel skel, UprobeMulti options, String message) {
    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> skel.progs().entered().attach(options))
        .withMessageStartingWith("program \"entered\": " + message);
  }

  public void byNames() {
    UprobeMulti both =
        UprobeMulti.functions(Path.of(LIBRARY), List.of("probed_by_offset", "probed_by_name"));
    check(both.cookies(List.of(4L, 2L)), 2, 6);
    UprobeMulti one =
        UprobeMulti.functions(Path.of(LIBRARY), List.of("probed_by_name", "probed_sleepable"));
    check(one.cookies(List.of(4L, 2L)), 1, 4);
  }

  public void byOffsets() {
    long offset = NativeCode.fileOffset("probed_by_name");
    check(UprobeMulti.at(Path.of(LIBRARY), List.of(offset)).cookies(List.of(8L)), 1, 8);
  }

  public void byAPattern() {
    check(UprobeMulti.matching(Path.of(LIBRARY), "probed_by_*"), 2, 0);
    check(UprobeMulti.matching(Path.of(LIBRARY), "probed_by_nam?"), 1, 0);
  }

  public void ofThisProcessOnly() {
    UprobeMulti options = UprobeMulti.matching(Path.of(LIBRARY), "probed_by_*");
    check(options.pid(ProcessHandle.current().pid()), 2, 0);
  }

  public void aNameOfALibraryGoesWithAPattern() {
    try (AttachUprobesSkel skel = load()) {
      UprobeMulti options = UprobeMulti.functions(Path.of("libc.so.6"), List.of("labs"));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> skel.progs().entered().attach(options))
          .withMessage(
              "program \"entered\": uprobe.multi without a pattern needs the file's path:"
                  + " file=libc.so.6");
    }
  }
}
