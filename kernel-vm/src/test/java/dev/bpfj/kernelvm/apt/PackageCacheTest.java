package dev.bpfj.kernelvm.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Lines;
import dev.bpfj.kernelvm.apt.AptSources.Mirror;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Against a small archive on this disk, made by dpkg-deb: no network, real apt. */
public final class PackageCacheTest {
  private Path work;
  private Lines progress;

  @BeforeMethod
  void makeArchive() throws IOException {
    work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "apt");
    progress = new Lines();
    addPackage("image-1.2.9-cloud", "1.2.9-1");
    addPackage("image-1.2.10-cloud", "1.2.10-1");
    addPackage("image-1.2.10-cloud-dbg", "1.2.11-1");
    addPackage("lib", "1:1.4.6-1~bpo12+1");
    index();
  }

  private PackageCache cache(boolean offline) {
    return cache(work.resolve("archive").toUri().toString(), offline);
  }

  // Nobody signed this archive, and apt must be told to take it: by an option that rides on the
  // keyring's.
  private PackageCache cache(String uri, boolean offline) {
    Mirror mirror = new Mirror(uri, Optional.of("/dev/null trusted=yes"));
    return new PackageCache(work.resolve("cache"), "amd64", () -> mirror, offline, progress);
  }

  @Test
  public void takesTheNewestOfThoseThatMatchWholly() {
    Path tree = cache(false).newest("stable", "image-1.2.*-cloud", "");
    assertThat(tree).hasFileName("image-1.2.10-cloud_1.2.10-1");
    assertThat(tree.resolve("usr/share/name")).hasContent("image-1.2.10-cloud 1.2.10-1");
    assertThat(progress.lines())
        .containsExactly(
            "fetching the package lists of stable", "fetching image-1.2.10-cloud 1.2.10-1");
  }

  @Test
  public void fetchesOnce() {
    cache(false).newest("stable", "lib", "1.4.6");
    progress.clear();
    Path tree = cache(false).newest("stable", "lib", "1.4.6");
    assertThat(tree).hasFileName("lib_1%3a1.4.6-1~bpo12+1");
    assertThat(progress.lines()).isEmpty();
  }

  @Test
  public void takesExactlyTheVersionThatIsAskedFor() {
    Path tree = cache(false).exactly("stable", "lib", "1.4.6-1~bpo12+1");
    assertThat(tree).hasFileName("lib_1%3a1.4.6-1~bpo12+1");
    assertThatThrownBy(() -> cache(false).exactly("stable", "lib", "1.4.6-1"))
        .isInstanceOf(KernelTestException.class)
        .hasMessage(
            "package 'lib': suite 'stable': version=1.4.6-1: no such package in this suite");
  }

  @Test
  public void aVersionThatIsCachedIsTakenWithoutAMirror() {
    Path fetched = cache(false).exactly("stable", "lib", "1.4.6-1~bpo12+1");
    progress.clear();
    PackageCache gone = cache("file:/no/such/archive", false);
    assertThat(gone.exactly("stable", "lib", "1.4.6-1~bpo12+1")).isEqualTo(fetched);
    assertThat(cache(true).exactly("stable", "lib", "1.4.6-1~bpo12+1")).isEqualTo(fetched);
    assertThat(progress.lines()).isEmpty();
    assertThatThrownBy(() -> cache(true).exactly("stable", "lib", "1.4.7-1"))
        .isInstanceOf(KernelTestException.class)
        .hasMessage("package 'lib': suite 'stable': version=1.4.7-1: not cached, and offline");
  }

  @Test
  public void offlineUsesWhatIsCached() {
    Path fetched = cache(false).newest("stable", "lib", "");
    assertThat(cache(true).newest("stable", "lib", "")).isEqualTo(fetched);
  }

  @Test
  public void offlineWithoutCacheSaysSo() {
    assertThatThrownBy(() -> cache(true).newest("stable", "lib", ""))
        .isInstanceOf(KernelTestException.class)
        .hasMessage("package 'lib': suite 'stable': not cached, and offline");
  }

  @Test
  public void unknownPackageSaysSo() {
    assertThatThrownBy(() -> cache(false).newest("stable", "lib", "1.5"))
        .isInstanceOf(KernelTestException.class)
        .hasMessage("package 'lib': suite 'stable': version=1.5: no such package in this suite");
  }

  @Test
  public void archiveThatIsGoneSaysWhere() {
    PackageCache cache = cache("file:/no/such/archive", false);
    assertThatThrownBy(() -> cache.newest("stable", "lib", ""))
        .isInstanceOf(KernelTestException.class)
        .hasMessageStartingWith("apt-get update: suite 'stable' of ")
        .hasMessageContaining("/no/such/archive");
  }

  @Test
  public void archiveThatIsGoneLeavesWhatIsCached() throws IOException {
    Path fetched = cache(false).newest("stable", "lib", "");
    PackageCache cache = cache("file:/no/such/archive", false);
    progress.clear();
    assertThat(cache.newest("stable", "lib", "")).isEqualTo(fetched);
    assertThat(progress.lines().get(1))
        .startsWith("using lib 1:1.4.6-1~bpo12+1 as cached: apt-get update: suite 'stable' of ");
  }

  private void addPackage(String name, String version) throws IOException {
    Path tree = work.resolve("source").resolve(name);
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.createDirectories(tree.resolve("usr/share"));
    Files.writeString(tree.resolve("usr/share/name"), name + " " + version);
    Files.writeString(
        tree.resolve("DEBIAN/control"),
        "Package: "
            + name
            + "\nVersion: "
            + version
            + "\nArchitecture: amd64\nMaintainer: nobody\nDescription: a test's\n");
    Path pool = Files.createDirectories(work.resolve("archive/pool"));
    run("dpkg-deb", List.of("--root-owner-group", "-b", tree.toString(), pool.toString()));
  }

  private void index() throws IOException {
    StringBuilder packages = new StringBuilder();
    try (var files = Files.list(work.resolve("archive/pool"))) {
      for (Path file : files.sorted().toList()) {
        packages
            .append(run("dpkg-deb", List.of("-f", file.toString())).strip())
            .append("\nFilename: pool/")
            .append(file.getFileName())
            .append("\nSize: ")
            .append(Files.size(file))
            .append("\nSHA256: ")
            .append(run("sha256sum", List.of(file.toString())).split(" ")[0])
            .append("\n\n");
      }
    }
    Path index = work.resolve("archive/dists/stable/main/binary-amd64/Packages");
    Files.createDirectories(index.getParent());
    Files.writeString(index, packages);
    String sum = run("sha256sum", List.of(index.toString())).split(" ")[0];
    Files.writeString(
        work.resolve("archive/dists/stable/Release"),
        "Suite: stable\nCodename: stable\nArchitectures: amd64\nComponents: main\n"
            + "Date: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n "
            + sum
            + " "
            + Files.size(index)
            + " main/binary-amd64/Packages\n");
  }

  private static String run(String tool, List<String> arguments) {
    return Command.of(new Tool(tool, "dpkg").find(), arguments).runOrFail();
  }
}
