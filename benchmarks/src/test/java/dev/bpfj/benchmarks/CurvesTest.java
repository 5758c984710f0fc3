package dev.bpfj.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.testng.annotations.Test;

@Test
public final class CurvesTest {
  public void sizesAreDrawnByTheirMagnitude() {
    String svg =
        new Curves("Cost", List.of(1L, 10L, 100L))
            .add("Java", List.of(4.0, 2.0, 1.0))
            .add("C", List.of(2.0, 2.0, 2.0))
            .svg();
    assertThat(svg)
        .contains("<polyline points=\"60,44 320,144 580,194\"")
        .contains("<polyline points=\"60,144 320,144 580,144\"")
        .contains(">Java</text>", ">C</text>", ">100</text>");
  }

  public void aCurveHasACostForEachSize() {
    Curves curves = new Curves("Cost", List.of(1L, 10L));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> curves.add("Java", List.of(1.0)))
        .withMessage("costs=1, sizes=2");
  }
}
