package dev.bpfj.libbpf.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.SkipException;
import org.testng.annotations.Test;

public final class CapabilityTest {

  @Test
  public void aProcessInAUserNamespaceLacksTheCapabilitiesThatItHas() throws Exception {
    requireUserNamespaces();
    Process process =
        new ProcessBuilder(
                "unshare",
                "--user",
                "--map-root-user",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SaysWhatItLacks.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said.lines())
        .hasSize(2)
        .first()
        .asString()
        .matches("CapEff:\\s+[0-9a-f]*[1-9a-f][0-9a-f]*");
    assertThat(said.lines()).last().isEqualTo("[CAP_BPF, CAP_NET_ADMIN] false");
  }

  /** Many a container and many a machine forbids them. */
  private static void requireUserNamespaces() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("unshare", "--user", "--map-root-user", "true")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new SkipException("requires user namespaces: " + said.strip());
    }
  }

  /** Says what capabilities it has to the kernel, and which of two it lacks for BPF. */
  static final class SaysWhatItLacks {
    public static void main(String[] arguments) throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
        if (line.startsWith("CapEff:")) {
          System.out.println(line);
        }
      }
      System.out.println(
          Capability.missing(List.of(Capability.CAP_BPF, Capability.CAP_NET_ADMIN))
              + " "
              + Capability.has(Capability.CAP_SYS_ADMIN));
    }
  }
}
