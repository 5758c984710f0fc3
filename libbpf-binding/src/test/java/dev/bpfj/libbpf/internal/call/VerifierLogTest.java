package dev.bpfj.libbpf.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.Test;

public final class VerifierLogTest {
  private static final String LOG =
      """
      0: R1=ctx() R10=fp0
      ; return *number; @ life.bpf.c:24
      7: (61) r0 = *(u32 *)(r0 +0)
      R0 invalid mem access 'map_value_or_null'
      verification time 83 usec
      stack depth 4
      processed 7 insns (limit 1000000) max_states_per_insn 0
      """;

  private static String message(String log) {
    return "libbpf: prog 'p': -- BEGIN PROG LOAD LOG --\n" + log + "-- END PROG LOAD LOG --";
  }

  @Test
  public void tellsTheSourceLineAndTheVerdictWithoutTheStatistics() {
    VerifierLog log = VerifierLog.find(List.of("other", message(LOG))).orElseThrow();
    assertThat(log.program()).isEqualTo("p");
    assertThat(log.log()).isEqualTo(LOG);
    assertThat(log.tellingLines())
        .containsExactly(
            "; return *number; @ life.bpf.c:24",
            "7: (61) r0 = *(u32 *)(r0 +0)",
            "R0 invalid mem access 'map_value_or_null'");
  }

  @Test
  public void leavesOutTheExplanationThatNewKernelsAdd() {
    String explained =
        LOG
            + """

            Verification failed: Register Type Safety: Invalid dereference

            Reason:
              R0 may be NULL here (a nullable map value pointer).
            Suggestion:
              Add a NULL check before the access.
            """;
    assertThat(VerifierLog.find(List.of(message(explained))).orElseThrow().tellingLines())
        .containsExactly(
            "; return *number; @ life.bpf.c:24",
            "7: (61) r0 = *(u32 *)(r0 +0)",
            "R0 invalid mem access 'map_value_or_null'");
  }

  @Test
  public void goesBackToTheSourceLineHoweverFar() {
    String long_ = "; far away\n" + "1: (b7) r0 = 0\n".repeat(100_000) + "too many jumps\n";
    VerifierLog log = VerifierLog.find(List.of(message(long_))).orElseThrow();
    assertThat(log.tellingLines())
        .containsExactly("; far away", "1: (b7) r0 = 0", "1: (b7) r0 = 0", "too many jumps");
    assertThat(log.log()).hasSize(long_.length());
  }

  @Test
  public void isNotThereInOtherMessages() {
    assertThat(VerifierLog.find(List.of("libbpf: failed to load object 'x'"))).isEmpty();
  }
}
