package dev.bpfj.corpus.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.corpus.kernel.KernelPackages.Place;
import dev.bpfj.corpus.kernel.Pins.PinnedPackage;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.apt.AptSources.Mirror;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The corpus is made of the pinned packages or not at all. */
public final class KernelPackagesTest {
  private static final Path CACHE = Path.of("target/kernel-packages").toAbsolutePath();
  private static final PinnedPackage IMAGE = new PinnedPackage("linux-image-6.1.0-1", "6.1.2-3");

  private final KernelPackages packages =
      new KernelPackages(
          CACHE,
          Set.of(new Place(new Mirror("file:/no/such/archive", Optional.empty()), "bookworm")));

  @BeforeMethod
  void clean() {
    Trees.delete(CACHE);
  }

  private static Path cached(String directory) throws IOException {
    return Files.createDirectories(CACHE.resolve("packages/amd64").resolve(directory));
  }

  @Test
  public void aPackageThatIsCachedIsTakenWithoutAMirror() throws IOException {
    Path image = cached("linux-image-6.1.0-1_6.1.2-3");
    assertThat(packages.unpacked(IMAGE)).isEqualTo(image);
  }

  @Test
  public void anotherVersionIsNoSubstitute() throws IOException {
    cached("linux-image-6.1.0-1_6.1.2-2");
    cached("linux-image-6.1.0-1_6.1.2-30");
    assertThatExceptionOfType(KernelTestException.class)
        .isThrownBy(() -> packages.unpacked(IMAGE))
        .withMessageStartingWith(
            "linux-image-6.1.0-1 6.1.2-3: cannot be had, and with another one the corpus would not"
                + " be the same: apt-get update: suite 'bookworm' of file:/no/such/archive: ")
        .withMessageEndingWith("; pinned in corpus/src/test/resources/pins.properties");
  }

  @Test
  public void theSourceAndTheKernelAreOfOneVersion() {
    Pins pins = Pins.read();
    assertThat(pins.image().version()).isEqualTo(pins.source().version());
  }
}
