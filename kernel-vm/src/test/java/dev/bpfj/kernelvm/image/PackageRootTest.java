package dev.bpfj.kernelvm.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Packages that were made here; a guest with a fetched JDK has real ones. */
public final class PackageRootTest {
  private Path cache;
  private Path first;
  private Path second;

  @BeforeMethod
  void makePackages() throws IOException {
    cache = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "root");
    first = cache.resolve("packages/first_1");
    second = cache.resolve("packages/second_2");
    file(first, "etc/first/settings", "x=y");
    file(first, "usr/lib/first/program", "first");
    link(first, "usr/lib/first/settings", "/etc/first/settings");
    link(first, "usr/lib/first/other", "program");
    file(second, "usr/lib/some-machine/libc.so.6", "C");
    file(second, "usr/lib/some-machine/ld-linux-some.so.2", "linker");
    link(second, "usr/lib64/ld-linux-some.so.2", "../lib/some-machine/ld-linux-some.so.2");
  }

  private static void file(Path tree, String path, String text) throws IOException {
    Files.createDirectories(tree.resolve(path).getParent());
    Files.writeString(tree.resolve(path), text);
  }

  private static void link(Path tree, String path, String to) throws IOException {
    Files.createDirectories(tree.resolve(path).getParent());
    Files.createSymbolicLink(tree.resolve(path), Path.of(to));
  }

  @Test
  public void linksLeadToFilesOfTheRootAndNotOfTheHost() {
    Path root = PackageRoot.of(List.of(first, second), cache).directory();
    assertThat(root.resolve("usr/lib/first/settings")).hasContent("x=y");
    assertThat(root.resolve("usr/lib/first/other")).hasContent("first");
  }

  @Test
  public void nothingIsWrittenBehindALinkThatLeadsOut() throws IOException {
    Path victim = Files.createDirectories(cache.resolve("victim"));
    Path leading = cache.resolve("packages/leading_1");
    link(leading, "lib", "../victim");
    Path following = cache.resolve("packages/following_1");
    file(following, "lib/file", "x");

    assertThatThrownBy(() -> PackageRoot.of(List.of(leading, following), cache))
        .isInstanceOf(KernelTestException.class)
        .hasMessageStartingWith(
            following.resolve("lib/file")
                + ": package has a file behind a link that leads out of it: file=");
    assertThat(victim).isEmptyDirectory();
  }

  @Test
  public void linkerAndLibrariesAreFoundAndHaveTheirPlaceInTheGuest() {
    PackageRoot root = PackageRoot.of(List.of(first, second), cache);
    Path libraries = root.directory().resolve("usr/lib/some-machine");
    assertThat(root.libraryDirectories()).containsExactly(libraries);
    assertThat(root.libraries())
        .containsExactly(
            root.linker(), libraries.resolve("ld-linux-some.so.2"), libraries.resolve("libc.so.6"));
    assertThat(root.linker()).isEqualTo(root.directory().resolve("usr/lib64/ld-linux-some.so.2"));
    assertThat(root.guestPath(root.linker())).isEqualTo("lib64/ld-linux-some.so.2");
    assertThat(root.guestPath(libraries.resolve("libc.so.6")))
        .isEqualTo("lib/some-machine/libc.so.6");
  }

  @Test
  public void packagesWithoutALinkerAreRefused() {
    PackageRoot root = PackageRoot.of(List.of(first), cache);
    assertThatThrownBy(root::linker)
        .isInstanceOf(KernelTestException.class)
        .hasMessage(root.directory() + ": no dynamic linker in it");
  }

  @Test
  public void rootIsMadeOnceForTheSamePackages() throws IOException {
    Path root = PackageRoot.of(List.of(first, second), cache).directory();
    Files.writeString(root.resolve("mark"), "");
    assertThat(PackageRoot.of(List.of(first, second), cache).directory().resolve("mark")).exists();
    assertThat(PackageRoot.of(List.of(second), cache).directory()).isNotEqualTo(root);
  }
}
