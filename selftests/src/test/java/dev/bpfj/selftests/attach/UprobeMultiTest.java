package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.attach.UprobeMultiOptions;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.program.AttachType;
import dev.bpfj.progs.AttachUprobesSkel;
import dev.bpfj.selftests.harness.Kernel;
import dev.bpfj.selftests.harness.NativeCode;
import java.util.List;
import org.testng.annotations.Test;

/** One link for many functions of a library, each with a cookie of its own. */
@Test(groups = {"host", "vm"})
public final class UprobeMultiTest {
  private static final String LIBRARY = NativeCode.LIBRARY;
  private static final int BPF_PROG_TYPE_KPROBE = 2;

  /** Loads, or says what libbpf or the kernel lacks. */
  private static AttachUprobesSkel load() {
    Kernel.require("5.15", "cookies of probes");
    AttachUprobesSkel skel = AttachUprobesSkel.open();
    skel.progs().entered().setAutoload(true);
    skel.progs().entered().setType(BPF_PROG_TYPE_KPROBE);
    if (Supports.kernel(6, 6)) {
      skel.progs().entered().setExpectedAttachType(AttachType.TRACE_UPROBE_MULTI);
    }
    skel.load();
    skel.bss().pid(ProcessHandle.current().pid());
    return skel;
  }

  private static void check(UprobeMultiOptions options, long entries, long cookies) {
    try (AttachUprobesSkel skel = load()) {
      if (!Supports.libbpf(1, 3)) {
        assertMissing(skel, options, "bpf_program__attach_uprobe_multi needs libbpf 1.3");
        return;
      } else if (!Supports.kernel(6, 6)) {
        assertMissing(skel, options, "attaching to many places in a file at once needs Linux 6.6");
        return;
      }
      BpfLink link = skel.progs().entered().attachUprobeMulti(options);
      NativeCode.PROBED.probed_by_name(1);
      NativeCode.PROBED.probed_by_offset(1);
      assertThat(skel.bss().entries()).isEqualTo(entries);
      assertThat(skel.bss().cookies()).isEqualTo(cookies);
      link.close();
      NativeCode.PROBED.probed_by_name(1);
      assertThat(skel.bss().entries()).isEqualTo(entries);
    }
  }

  private static void assertMissing(
      AttachUprobesSkel skel, UprobeMultiOptions options, String message) {
    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(() -> skel.progs().entered().attachUprobeMulti(options))
        .withMessageStartingWith("program \"entered\": " + message);
  }

  public void byNames() {
    UprobeMultiOptions both =
        UprobeMultiOptions.of(LIBRARY, List.of("probed_by_offset", "probed_by_name"));
    check(both.withCookies(List.of(4L, 2L)), 2, 6);
    UprobeMultiOptions one =
        UprobeMultiOptions.of(LIBRARY, List.of("probed_by_name", "probed_sleepable"));
    check(one.withCookies(List.of(4L, 2L)), 1, 4);
  }

  public void byOffsets() {
    long offset = NativeCode.fileOffset("probed_by_name");
    check(UprobeMultiOptions.at(LIBRARY, List.of(offset)).withCookies(List.of(8L)), 1, 8);
  }

  public void byAPattern() {
    check(UprobeMultiOptions.matching(LIBRARY, "probed_by_*"), 2, 0);
    check(UprobeMultiOptions.matching(LIBRARY, "probed_by_nam?"), 1, 0);
  }

  public void ofThisProcessOnly() {
    UprobeMultiOptions options = UprobeMultiOptions.matching(LIBRARY, "probed_by_*");
    check(options.withPid((int) ProcessHandle.current().pid()), 2, 0);
  }

  public void aNameOfALibraryGoesWithAPattern() {
    try (AttachUprobesSkel skel = load()) {
      UprobeMultiOptions options = UprobeMultiOptions.of("libc.so.6", List.of("labs"));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> skel.progs().entered().attachUprobeMulti(options))
          .withMessage(
              "program \"entered\": uprobe.multi without a pattern needs the file's path:"
                  + " binary=libc.so.6");
    }
  }
}
