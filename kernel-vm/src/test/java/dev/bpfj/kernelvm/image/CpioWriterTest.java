package dev.bpfj.kernelvm.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** busybox's cpio is the second opinion; the kernel's is asked by every boot. */
public final class CpioWriterTest {
  private static final Path BUSYBOX = new Tool("busybox", "busybox-static").find();

  private Path work;

  @BeforeMethod
  void makeDirectory() throws IOException {
    work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cpio");
  }

  private Path archive() throws IOException {
    Path source = work.resolve("source");
    Files.createDirectories(source.resolve("deep/er"));
    Files.writeString(source.resolve("deep/er/odd"), "12345");
    Files.write(source.resolve("large"), new byte[70_001]);
    Files.createSymbolicLink(source.resolve("link"), Path.of("large"));
    GuestTree tree =
        new GuestTree()
            .copy("tree", source)
            .text("a/b/script", 0755, "#!/bin/sh\n")
            .text("a/b/script", 0755, "#!/bin/sh\nexit\n")
            .text("a/\u00e4 b", 0644, "")
            .symlink("a/sh", "b/script")
            .directory("empty");
    Path file = work.resolve("archive.cpio");
    try (CpioWriter cpio = new CpioWriter(Files.newOutputStream(file))) {
      tree.writeTo(cpio);
      cpio.trailer();
    }
    return file;
  }

  private String busybox(Path archive, String... words) {
    return Command.of(
            BUSYBOX,
            "sh",
            "-c",
            "cd '" + work + "' && exec " + BUSYBOX + " " + String.join(" ", words) + " <" + archive)
        .runOrFail();
  }

  @Test
  public void listsDirectoriesBeforeWhatIsInThem() throws IOException {
    assertThat(busybox(archive(), "cpio", "-t").lines())
        .containsExactly(
            "a",
            "a/b",
            "a/b/script",
            "a/sh",
            "a/\u00e4 b",
            "empty",
            "tree",
            "tree/deep",
            "tree/deep/er",
            "tree/deep/er/odd",
            "tree/large",
            "tree/link");
  }

  @Test
  public void unpacksToWhatWentIn() throws IOException {
    busybox(archive(), "cpio", "-i");
    assertThat(work.resolve("a/b/script")).hasContent("#!/bin/sh\nexit\n").isExecutable();
    assertThat(Files.readSymbolicLink(work.resolve("a/sh"))).isEqualTo(Path.of("b/script"));
    assertThat(work.resolve("tree/deep/er/odd")).hasContent("12345");
    assertThat(work.resolve("tree/large")).hasSize(70_001);
    assertThat(work.resolve("tree/link")).hasSize(70_001).isRegularFile();
    assertThat(work.resolve("empty")).isEmptyDirectory();
  }

  @Test
  public void sameContentsGiveTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(archive());
    makeDirectory();
    assertThat(Files.readAllBytes(archive())).isEqualTo(first);
  }

  @Test
  public void deviceIsOne() throws IOException {
    Path file = work.resolve("device.cpio");
    try (CpioWriter cpio = new CpioWriter(Files.newOutputStream(file))) {
      cpio.characterDevice("null", 0666, 1, 3);
      cpio.trailer();
    }
    assertThat(busybox(file, "cpio", "-tv")).startsWith("crw-rw-rw-");
    // busybox does not show the numbers: the fields for those of the device itself.
    assertThat(Files.readString(file).substring(6 + 9 * 8, 6 + 11 * 8))
        .isEqualTo("00000001" + "00000003");
  }

  @Test
  public void systemLibrariesStayWhereTheyAre() {
    Path system = Path.of("/lib/x86_64-linux-gnu");
    List<String> found =
        List.of(
            SharedLibraries.guestPath("libz.so.1", system.resolve("libz.so.1"), system),
            SharedLibraries.guestPath("ld.so", Path.of("/lib64/ld.so"), system),
            SharedLibraries.guestPath("libbpf.so.1", Path.of("/home/x/libbpf.so.1.4"), system));
    assertThat(found)
        .containsExactly(
            "lib/x86_64-linux-gnu/libz.so.1", "lib64/ld.so", "lib/x86_64-linux-gnu/libbpf.so.1");
  }
}
