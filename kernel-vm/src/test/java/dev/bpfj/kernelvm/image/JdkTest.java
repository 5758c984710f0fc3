package dev.bpfj.kernelvm.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Lines;
import dev.bpfj.kernelvm.apt.PackageCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What can be asked for; a guest with a fetched JDK is booted elsewhere. */
public final class JdkTest {
  private Path cache;
  private PackageCache packages;

  @BeforeMethod
  void emptyCache() throws IOException {
    cache = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "jdk");
    packages =
        new PackageCache(
            cache,
            "amd64",
            () -> {
              throw new AssertionError("offline");
            },
            true,
            new Lines());
  }

  @Test
  public void homeOfTheHostIsTakenAsItIs() {
    Path home = Path.of(System.getProperty("java.home"));
    Jdk jdk = Jdk.of(Optional.of(home.toString()), Architecture.host(), packages, cache);
    assertThat(jdk.home()).isEqualTo(home);
    assertThat(jdk.system()).isEmpty();
  }

  @Test
  public void homeOfTheHostIsRefusedForAnotherArchitecture() {
    String home = System.getProperty("java.home");
    String other = Architecture.host().name().equals("x86_64") ? "aarch64" : "x86_64";
    assertThatThrownBy(() -> Jdk.of(Optional.of(home), Architecture.of(other), packages, cache))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            home
                + ": a Java of this machine, which a guest of "
                + other
                + " cannot run: name a version: known=[17, 25]");
  }

  @Test
  public void whatIsNeitherHomeNorVersionIsRefused() {
    assertThatThrownBy(
            () -> Jdk.of(Optional.of("/nonexistent"), Architecture.host(), packages, cache))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "/nonexistent: neither a Java home, there is no bin/java in it, nor a known version:"
                + " known=[17, 25]");
  }

  @Test
  public void versionThatIsNotCachedIsRefusedOffline() {
    assertThatThrownBy(() -> Jdk.of(Optional.of("25"), Architecture.host(), packages, cache))
        .isInstanceOf(KernelTestException.class)
        .hasMessage("package 'openjdk-25-jre-headless': suite 'trixie': not cached, and offline");
  }

  @Test
  public void withoutAWishItIsThisJvms() {
    Jdk jdk = Jdk.of(Optional.empty(), Architecture.host(), packages, cache);
    assertThat(jdk.home()).isEqualTo(Path.of(System.getProperty("java.home")));
  }

  @DataProvider
  static Object[][] running() {
    return new Object[][] {{11, "17"}, {17, "17"}, {21, "17"}, {24, "17"}, {25, "25"}, {26, "25"}};
  }

  @Test(dataProvider = "running")
  public void anotherArchitectureGetsTheNewestThatIsNotNewer(int version, String nearest) {
    assertThat(Jdk.nearest(version, List.of("17", "25"))).isEqualTo(nearest);
    assertThat(Jdk.nearest(version, List.of("25", "17"))).isEqualTo(nearest);
  }
}
