package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.GenerateMain;
import dev.bpfj.codegen.support.Generated;
import dev.bpfj.codegen.support.Goldens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The same object gives the same bytes, in every JVM and on every machine. */
public final class DeterminismTest {

  @DataProvider
  public Object[][] programs() {
    return new Object[][] {{"scalars"}, {"structs"}, {"names"}};
  }

  @Test(dataProvider = "programs")
  public void aSkeletonIsWhatItWas(String program) {
    Goldens.assertSame(program + ".golden", Generated.generate(program).sources().get(0).content());
  }

  // One JVM alone cannot show that the order of a hash set leaks: it has one salt.
  @Test(dataProvider = "programs")
  public void twoJvmsGiveTheSameBytes(String program) throws IOException, InterruptedException {
    Path object = BpfCompiler.file(program);
    assertThat(inAnotherJvm(object, program)).isEqualTo(inAnotherJvm(object, program)).isNotEmpty();
  }

  private static String inAnotherJvm(Path object, String program)
      throws IOException, InterruptedException {
    Process jvm =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    GenerateMain.class.getName(),
                    object.toString(),
                    program))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor()).isZero();
    return output;
  }
}
