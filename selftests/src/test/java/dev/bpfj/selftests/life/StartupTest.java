package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.progs.MinimalSkel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

/** What a program that does well never loads. */
@Test(groups = "host")
public final class StartupTest {

  public void opensLoadsAndAttachesWithoutJnrFfiAndWithoutReadingTheObject() throws Exception {
    List<String> loaded = classesLoadedBy(OpenLoadAttach.class);
    assertThat(loaded).anyMatch(line -> line.contains("dev.bpfj.libbpf.BpfObject "));
    assertThat(loaded).noneMatch(line -> line.contains(" jnr.ffi."));
    assertThat(loaded).noneMatch(line -> line.contains("dev.bpfj.object."));
    // Each takes half a millisecond.
    assertThat(loaded).noneMatch(line -> line.matches(".* dev\\.bpfj\\.libbpf\\..*\\$\\$Lambda.*"));
    assertThat(loaded).noneMatch(line -> line.contains("dev.bpfj.libbpf.event."));
  }

  private static List<String> classesLoadedBy(Class<?> main) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(600, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out.lines().toList();
  }

  static final class OpenLoadAttach {
    public static void main(String[] args) {
      try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
        skel.attach();
      }
    }
  }
}
