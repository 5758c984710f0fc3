package dev.bpfj.selftests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import java.util.List;
import org.testng.annotations.Test;

/** In a guest no test is excused by a policy of the kernel's. */
@Test(groups = "vm")
public final class GuestKernelTest {
  private static final int TRACING = 26;
  private static final int FENTRY = 24;
  private static final int ITERATOR = 28;

  public void aGuestIsKnownAsSuch() {
    assertThat(Kernel.isGuest()).isTrue();
  }

  public void theSmallestProgramsLoad() {
    assertThat(load(ITERATOR, "bpf_map_elem")).isNotNegative();
    assertThat(load(FENTRY, "bpf_fentry_test1")).isNotNegative();
  }

  private static int load(int attachType, String target) {
    return SmallestProgram.load(new ProgramKind(TRACING, attachType, 0, target)).result();
  }

  public void aRefusalStaysAFailure() {
    BpfException refused =
        LibbpfCall.failure(
            "bpf_object__load",
            "object \"attach_iter\"",
            1,
            "",
            List.of("libbpf: prog 'every_entry': BPF program load failed: not permitted"));
    assertThat(KernelPolicy.RUNNING.refusal(refused)).isEmpty();
  }
}
