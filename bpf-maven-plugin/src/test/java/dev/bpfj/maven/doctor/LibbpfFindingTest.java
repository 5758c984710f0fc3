package dev.bpfj.maven.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.build.InputException;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.testng.annotations.Test;

/** Asks a real JVM, with this one's class path, which has libbpf-binding for the tests. */
public final class LibbpfFindingTest {
  @Test
  public void namesTheLibbpfOfThisMachine() throws Exception {
    Finding finding = new LibbpfFinding(LibbpfFindingTest::classPath).get();

    assertThat(finding.verdict()).isNotEqualTo(Verdict.MISSING);
    assertThat(finding.found()).matches("libbpf 1\\.\\d+, /.*libbpf.*");
  }

  @Test
  public void saysWhatAJvmWithoutTheBindingSaid() throws Exception {
    Finding finding = new LibbpfFinding(List::of).get();

    assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
    assertThat(finding.found()).contains("LibbpfReport");
  }

  @Test
  public void saysThatTheBindingCannotBeResolved() throws Exception {
    LibbpfFinding offline =
        new LibbpfFinding(
            () -> {
              throw new InputException("dev.bpfj:libbpf-binding:1: cannot be resolved");
            });

    assertThat(offline.get())
        .isEqualTo(
            new Finding(
                "run",
                "libbpf",
                Verdict.MISSING,
                "not looked for: dev.bpfj:libbpf-binding:1: cannot be resolved",
                "run once with the network"));
  }

  private static List<Path> classPath() {
    String[] paths = System.getProperty("java.class.path", "").split(File.pathSeparator, -1);
    return Arrays.stream(paths).map(Path::of).toList();
  }
}
