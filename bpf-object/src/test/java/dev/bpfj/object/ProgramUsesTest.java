package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.object.support.Objects;
import dev.bpfj.object.support.Tools;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What programs refer to. */
public final class ProgramUsesTest {

  @DataProvider
  public static Object[][] programs() {
    return new Object[][] {
      {"direct", List.of(".bss first", "counts", ".data key", ".kconfig LINUX_KERNEL_VERSION")},
      {"through_calls", List.of(".bss second", "last", ".rodata limit")},
      {"through_callback", List.of(".data (static)")},
      {"none", List.of()}
    };
  }

  @Test(dataProvider = "programs")
  public void aProgramRefersToWhatItsCodeAndThatOfItsFunctionsNames(
      String name, List<String> expected) {
    BpfObjectFile object = Objects.read(Tools.compile("uses.bpf.c"));
    ObjectProgram program =
        object.programs().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();

    assertThat(object.uses(program).stream().map(ProgramUsesTest::text))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String text(ProgramUse use) {
    boolean isSection = use.map().startsWith(".");
    return use.map() + (isSection ? " " + use.variable().orElse("(static)") : "");
  }
}
