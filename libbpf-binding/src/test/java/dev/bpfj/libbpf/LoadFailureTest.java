package dev.bpfj.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.VerifierRejectedException;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.kernel.Capability;
import dev.bpfj.libbpf.internal.kernel.MemlockLimit;
import dev.bpfj.libbpf.program.ProgramType;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Which failed loads are the verifier's rejections, and what the others are told to be. */
public final class LoadFailureTest {
  private static final String FAILED = "libbpf: prog 'p': BPF program load failed: why";
  private static final String VERDICT = "R0 !read_ok";
  private static final String BLANK = "\n";
  private static final String STATISTICS = "processed 0 insns (limit 1000000) peak_states 0\n";

  private static BpfException failure(int errno, String log) {
    String message =
        "libbpf: prog 'p': -- BEGIN PROG LOAD LOG --\n" + log + "-- END PROG LOAD LOG --";
    return LibbpfCall.failure(
        "bpf_object__load",
        "object \"o\"",
        errno,
        LoadAdvice.onLoad(List.of(ProgramType.XDP)),
        List.of(FAILED, message));
  }

  @DataProvider
  static Object[][] rejections() {
    return new Object[][] {
      {"EPERM", 1}, {"EACCES", 13}, {"EINVAL", 22}, {"E2BIG", 7}, {"ENOSPC", 28}, {"ENOTSUPP", 524}
    };
  }

  @Test(dataProvider = "rejections")
  public void aVerdictIsARejection(String name, int errno) {
    BpfException e = failure(errno, "0: (95) exit\n" + VERDICT + "\n" + STATISTICS);
    assertThat(e).isInstanceOf(VerifierRejectedException.class);
    assertThat(((VerifierRejectedException) e).verdict()).isEqualTo(VERDICT);
    assertThat(e.errno()).isEqualTo(errno);
  }

  @Test
  public void theStackTraceOfARejectionBeginsInTheProgram() {
    BpfException e = failure(13, "; return 1; @ p.bpf.c:24\n0: (95) exit\n" + VERDICT + "\n");
    assertThat(e.getStackTrace()[0]).hasToString("bpf.p(p.bpf.c:24)");
    // Where the C line is not known, it begins where the call was made, as any other.
    assertThat(failure(13, "; return 1;\n" + VERDICT + "\n").getStackTrace()[0].getClassName())
        .isEqualTo(LibbpfCall.class.getName());
  }

  @DataProvider
  static Object[][] givenUp() {
    String interrupted =
        "signals kept interrupting the verifier; open the object anew and load it again";
    String files = "this process has as many files open as it may (ulimit -n)";
    return new Object[][] {
      {"EINTR", 4, interrupted},
      {"EAGAIN", 11, interrupted},
      {
        "ENOMEM",
        12,
        "the kernel has no memory for it; a memory control group may limit this process"
      },
      {"ENFILE", 23, "the system has as many files open as it may (sysctl fs.file-max)"},
      {"EMFILE", 24, files},
    };
  }

  @Test(dataProvider = "givenUp")
  public void aLoadThatWasGivenUpIsNoRejectionWhateverTheLogSays(
      String name, int errno, String advice) {
    BpfException e = failure(errno, "1: (b7) r0 = 0\n".repeat(1000) + VERDICT + "\n");
    assertThat(e).isExactlyInstanceOf(BpfException.class);
    assertThat(e.getMessage())
        .startsWith("object \"o\": bpf_object__load: -" + name + " (" + errno + ")")
        .endsWith(
            "; " + advice + "\n  " + FAILED + "\n  1: (b7) r0 = 0\n  1: (b7) r0 = 0\n  " + VERDICT);
  }

  @DataProvider
  static Object[][] withoutVerdict() {
    return new Object[][] {
      {"an empty line", BLANK},
      {"blank lines", " \n\t\n\n"},
      {"nothing", ""},
      {"statistics", STATISTICS},
    };
  }

  @Test(dataProvider = "withoutVerdict")
  public void aLogWithoutAVerdictIsNoRejection(String name, String log) {
    BpfException e = failure(22, log);
    assertThat(e).isExactlyInstanceOf(BpfException.class);
    assertThat(e)
        .hasMessage("object \"o\": bpf_object__load: -EINVAL (22), Invalid argument\n  " + FAILED);
  }

  @Test
  public void aRefusalByPolicyIsToldToBeOne() {
    if (!Capability.missing(List.of(Capability.CAP_SYS_ADMIN)).isEmpty()) {
      throw new org.testng.SkipException("needs the capabilities for BPF");
    }
    assertThat(failure(1, BLANK))
        .isExactlyInstanceOf(BpfException.class)
        .hasMessage(
            "object \"o\": bpf_object__load: -EPERM (1), Operation not permitted; this process has"
                + " the capabilities, so the kernel's policy refuses programs of the type or attach"
                + " target of \"p\" (kernel lockdown, a security module, or before Linux 5.11"
                + " RLIMIT_MEMLOCK="
                + MemlockLimit.text()
                + "); no change of its code helps\n  "
                + FAILED);
  }
}
