package dev.bpfj.kernelvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Lines;
import dev.bpfj.kernelvm.apt.PackageCache;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class KernelResolverTest {
  private static final Architecture X86 = Architecture.of("x86_64");
  private static final Architecture ARM64 = Architecture.of("aarch64");

  private Path work;

  @BeforeMethod
  void makeDirectory() throws IOException {
    work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "kernel");
  }

  private KernelResolver resolver(KernelList list) {
    return resolver(list, X86);
  }

  private KernelResolver resolver(KernelList list, Architecture architecture) {
    PackageCache offline =
        new PackageCache(
            work.resolve("cache"),
            "amd64",
            () -> {
              throw new AssertionError("nothing is to be fetched");
            },
            true,
            new Lines());
    return new KernelResolver(list, offline, architecture, false);
  }

  private Path bootImage(String name, String release) throws IOException {
    ByteBuffer image = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    image.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII));
    image.putShort(0x20e, (short) 0x300);
    image.put(0x500, (release + " (nobody@test) #1\0").getBytes(StandardCharsets.US_ASCII));
    Files.createDirectories(work.resolve(name).getParent());
    return Files.write(work.resolve(name), image.array());
  }

  @Test
  public void unknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> resolver(KernelList.ours()).resolve("6.7", work))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "kernel '6.7': neither a file nor a known name: known=[5.10, 6.1, 6.12, 7.3]: give the"
                + " path of a vmlinuz or of a .deb, or add it to a list of your own");
  }

  @Test
  public void fileThatIsNoKernelSaysSo() throws IOException {
    Path garbage = Files.writeString(work.resolve("garbage"), "x".repeat(100_000));
    assertThatThrownBy(() -> resolver(KernelList.ours()).resolve(garbage.toString(), work))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            garbage
                + ": not an x86 boot image of Linux (bzImage): no 'HdrS' at offset 0x202: name a"
                + " vmlinuz, not a vmlinux");
  }

  @Test
  public void fileIsTakenWithTheConfigurationBesideIt() throws IOException {
    Path image = bootImage("boot/vmlinuz-6.9.1-mine", "6.9.1-mine");
    Path config = Files.writeString(work.resolve("boot/config-6.9.1-mine"), "CONFIG_BPF=y\n");
    assertThat(resolver(KernelList.ours()).resolve(image.toString(), work))
        .isEqualTo(
            new Kernel("vmlinuz-6.9.1-mine", "6.9.1-mine", image, Optional.of(config), List.of()));
  }

  @Test
  public void packageIsUnpacked() throws IOException {
    Path tree = work.resolve("tree");
    bootImage("tree/usr/lib/modules/6.9.2-mine/vmlinuz", "6.9.2-mine");
    Files.writeString(work.resolve("tree/usr/lib/modules/6.9.2-mine/config"), "");
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.writeString(
        tree.resolve("DEBIAN/control"),
        "Package: image\nVersion: 1\nArchitecture: amd64\nMaintainer: x\nDescription: x\n");
    Path deb = work.resolve("image_6.9.2_amd64.deb");
    dev.bpfj.kernelvm.io.Command.of(
            new Tool("dpkg-deb", "dpkg").find(), "-b", tree.toString(), deb.toString())
        .runOrFail();
    Path scratch = work.resolve("scratch");
    Path modules = scratch.resolve("usr/lib/modules/6.9.2-mine");
    assertThat(resolver(KernelList.ours()).resolve(deb.toString(), scratch))
        .isEqualTo(
            new Kernel(
                "image",
                "6.9.2-mine",
                modules.resolve("vmlinuz"),
                Optional.of(modules.resolve("config")),
                List.of(modules)));
  }

  @Test
  public void ownListAddsToOurs() throws IOException {
    Path list = Files.writeString(work.resolve("list"), "# mine\n6.18  sid  image-{arch}-*\n");
    KernelList both = KernelList.ours().and(list);
    assertThat(both.names()).containsExactly("5.10", "6.1", "6.12", "7.3", "6.18");
    assertThatThrownBy(() -> resolver(both).resolve("6.18", work))
        .isInstanceOf(KernelTestException.class)
        .hasMessage("package 'image-amd64-*': suite 'sid': not cached, and offline");
  }

  @DataProvider
  Object[][] brokenLists() {
    String letters = ", expected=letters, digits and .+~-_";
    return new Object[][] {
      {"6.18 sid", "too few columns: found=2, expected=name suite image"},
      {"../../home sid image", "not a name: found='../../home'" + letters},
      {"/etc sid image", "not a name: found='/etc'" + letters},
      {".. sid image", "not a name: found='..'" + letters},
      {"6.18 ../../sid image", "not a suite: found='../../sid'" + letters},
      {"6.18 [trusted=yes] image", "not a suite: found='[trusted=yes]'" + letters},
      {"6.18 sid image x=y", "no such column: found='x=y', expected=config= or modules="},
    };
  }

  @Test(dataProvider = "brokenLists")
  public void brokenListSaysWhere(String line, String message) throws IOException {
    Path list = Files.writeString(work.resolve("list"), "\n" + line + "\n");
    assertThatThrownBy(() -> KernelList.ours().and(list))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(list + ": line 2: " + message);
  }

  @Test
  public void aListThatMayNeverEndIsNotRead() throws IOException {
    Path large = work.resolve("large");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(1_900_000_000);
    }
    Path pipe = work.resolve("pipe");
    dev.bpfj.kernelvm.io.Command.of(new Tool("mkfifo", "coreutils").find(), pipe.toString())
        .runOrFail();
    for (Path list : List.of(large, pipe, Path.of("/dev/zero"), work)) {
      assertThatThrownBy(() -> KernelList.ours().and(list))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(
              list + ": not a kernel list: expected=an ordinary file of at most 1048576 bytes");
    }
  }

  @Test
  public void aReleaseThatIsAPathIsNone() throws IOException {
    Path image = bootImage("boot/vmlinuz-hostile", "6.9/../../../etc");

    assertThatThrownBy(() -> resolver(KernelList.ours()).resolve(image.toString(), work))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(image + ": boot image does not say its release");
  }

  @Test
  public void anArm64ImageSaysItsReleaseWhereItPrintsIt() throws IOException {
    Path image = Files.write(work.resolve("vmlinuz-arm64"), arm64Image("Linux version 6.9-a (x) "));

    Kernel kernel = resolver(KernelList.ours(), ARM64).resolve(image.toString(), work);
    assertThat(kernel.release()).isEqualTo("6.9-a");
  }

  @Test
  public void imageOfAnotherArchitectureIsRefused() throws IOException {
    Path x86 = bootImage("boot/vmlinuz-6.9", "6.9");
    assertThatThrownBy(() -> resolver(KernelList.ours(), ARM64).resolve(x86.toString(), work))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            x86
                + ": not an arm64 boot image of Linux (Image): no 'ARMd' at offset 0x38: name a"
                + " vmlinuz, not a vmlinux");

    Path silent = Files.write(work.resolve("vmlinuz-silent"), arm64Image("Windows version 11 "));
    assertThatThrownBy(() -> resolver(KernelList.ours(), ARM64).resolve(silent.toString(), work))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(silent + ": boot image does not say its release");
  }

  private static byte[] arm64Image(String banner) {
    ByteBuffer image = ByteBuffer.allocate(1 << 20);
    image.put(0x38, "ARMd".getBytes(StandardCharsets.US_ASCII));
    image.put(0xf0000, banner.getBytes(StandardCharsets.US_ASCII));
    return image.array();
  }

  @Test
  public void bpfIsAppendedToTheSecurityModules() {
    assertThat(SecurityModules.of("\nCONFIG_BPF_LSM=y\nCONFIG_LSM=\"yama,tomoyo\"\n"))
        .containsExactly("lsm=yama,tomoyo,bpf");
    assertThat(SecurityModules.of("\nCONFIG_BPF_LSM=y\nCONFIG_LSM=\"yama,bpf,ipe\"\n")).isEmpty();
    assertThat(SecurityModules.of("\nCONFIG_LSM=\"yama\"\n")).isEmpty();
  }

  @Test
  public void missingToolNamesItsPackage() {
    assertThatThrownBy(() -> new Tool("qemu-system-x86_64", "qemu-system-x86").find("/no/where:"))
        .isInstanceOf(KernelTestException.class)
        .hasMessage(
            "qemu-system-x86_64: not found on the PATH: install the package 'qemu-system-x86'"
                + " (Debian, Ubuntu: apt-get install qemu-system-x86)");
  }

  @Test
  public void architectureThatGuestsCannotHaveIsRefused() {
    assertThat(Architecture.of("arm64")).isEqualTo(ARM64);
    assertThatThrownBy(() -> Architecture.of("s390x"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "architecture 's390x': guests of it are not supported: supported=[x86_64, aarch64]");
  }
}
