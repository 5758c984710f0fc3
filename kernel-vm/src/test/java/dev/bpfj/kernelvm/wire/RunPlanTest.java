package dev.bpfj.kernelvm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.Test;

public final class RunPlanTest {
  @Test
  public void survivesItsFile() {
    RunPlan plan =
        new RunPlan(
            List.of("a.B", "a.\u00c4"),
            List.of("a.B#x*"),
            List.of(),
            List.of("slow", "bulk"),
            true,
            "/dev/ttyS1",
            115);
    assertThat(RunPlan.fromProperties(plan.toProperties())).isEqualTo(plan);
  }

  @Test
  public void sameFileWhateverTheDate() {
    RunPlan plan = new RunPlan(List.of("A"), List.of(), List.of(), List.of(), false, "/dev/x", 1);
    assertThat(plan.toProperties())
        .isEqualTo(
            "classes=A\nexcludedGroups=\ngroups=\nhangSeconds=1\nleakCheck=false\nmethods=\n"
                + "results=/dev/x\n");
  }
}
