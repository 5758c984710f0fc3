package dev.bpfj.libbpf.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a kernel's "invalid" means is told from its version and configuration. */
public final class KernelFeatureTest {
  private static final int EPERM = 1;
  private static final int EINVAL = 22;

  private static BpfException failure(int errno) {
    return new BpfException("bpf_program__attach_netkit", "program \"x\"", errno, "refused");
  }

  @Test
  public void aKernelThatIsTooOldIsNamedWithTheVersionThatBroughtTheFeature() {
    BpfException failure = failure(EINVAL);
    BpfException explained =
        KernelFeature.NETKIT.explain(
            failure, KernelRelease.parse("6.1.0-44-cloud-amd64"), () -> true);
    assertThat(explained)
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "program \"x\": a netkit link needs Linux 6.7 with CONFIG_NETKIT; found=Linux 6.1")
        .hasCause(failure);
    assertThat(explained.operation()).isEqualTo(failure.operation());
    assertThat(explained.errno()).isEqualTo(EINVAL);
  }

  @Test
  public void aKernelWithoutTheOptionIsNamedWithIt() {
    assertThat(
            KernelFeature.NETKIT.explain(
                failure(EINVAL), KernelRelease.parse("6.18.44"), () -> true))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessage(
            "program \"x\": a netkit link needs Linux 6.7 with CONFIG_NETKIT;"
                + " found=Linux 6.18 without it");
  }

  @Test
  public void whatAFeatureWithoutAnOptionNeedsIsItsVersion() {
    assertThat(
            KernelFeature.PERF_EVENT_COOKIE.explain(
                failure(EINVAL), KernelRelease.parse("5.10.0"), () -> false))
        .hasMessage(
            "program \"x\": a cookie for a kprobe, uprobe, tracepoint or perf event needs Linux"
                + " 5.15; found=Linux 5.10");
  }

  @Test
  public void aFailureOfANewEnoughKernelIsWhatItIs() {
    BpfException failure = failure(EINVAL);
    KernelRelease running = KernelRelease.parse("6.18.44");
    assertThat(KernelFeature.NETKIT.explain(failure, running, () -> false)).isSameAs(failure);
    assertThat(KernelFeature.NONE.explain(failure, running, () -> true)).isSameAs(failure);
  }

  /** The kernel was not asked, however old it is. */
  @Test
  public void whatLibbpfLacksIsNotToldOfTheKernel() {
    BpfException failure =
        new UnsupportedFeatureException(
            "bpf_program__attach_netkit",
            "program \"x\"",
            "bpf_program__attach_netkit",
            "libbpf 1.3",
            "libbpf 1.1");
    assertThat(KernelFeature.NETKIT.explain(failure, KernelRelease.parse("5.10"), () -> true))
        .isSameAs(failure);
  }

  @Test
  public void aFailureOfAnotherKindIsWhatItIs() {
    BpfException failure = failure(EPERM);
    assertThat(KernelFeature.NETKIT.explain(failure, KernelRelease.parse("5.10"), () -> true))
        .isSameAs(failure);
  }

  @DataProvider
  public Object[][] releases() {
    return new Object[][] {
      {"6.1.0-44-cloud-amd64", 6, 1},
      {"5.10", 5, 10},
      {"7.3.0-rc1+", 7, 3},
      {"unknown", 0, 0},
    };
  }

  @Test(dataProvider = "releases")
  public void aReleaseIsItsFirstTwoNumbers(String text, int major, int minor) {
    assertThat(KernelRelease.parse(text)).isEqualTo(new KernelRelease(major, minor));
  }

  @Test
  public void releasesAreComparedAsNumbers() {
    assertThat(KernelRelease.parse("5.9")).isLessThan(KernelRelease.parse("5.10"));
    assertThat(KernelRelease.parse("6.1")).isGreaterThan(KernelRelease.parse("5.19"));
  }

  @Test
  public void aConfigurationSaysWhatIsOff() throws IOException {
    Path folder = Files.createTempDirectory("config");
    Path plain = folder.resolve("config");
    Path packed = folder.resolve("config.gz");
    String text = "# CONFIG_NETKIT is not set\nCONFIG_FPROBE=y\nCONFIG_VETH=m\nCONFIG_HZ=250\n";
    Files.writeString(plain, text);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : List.of(plain, packed)) {
      List<Path> files = List.of(folder.resolve("missing"), file);
      assertThat(KernelConfiguration.lacks("CONFIG_NETKIT", files)).isTrue();
      assertThat(KernelConfiguration.lacks("CONFIG_FPROBE", files)).isFalse();
      assertThat(KernelConfiguration.lacks("CONFIG_VETH", files)).isFalse();
      Files.delete(file);
    }
    assertThat(KernelConfiguration.lacks("CONFIG_NETKIT", List.of(plain, packed))).isFalse();
    Files.delete(folder);
  }
}
