package dev.bpfj.maven.vmlinux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.Sources;
import dev.bpfj.kernelvm.kernel.KernelImage;
import dev.bpfj.maven.build.Digests;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.TestLog;
import dev.bpfj.maven.target.TargetArch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Headers of kernels that are files, and of the one that comes with the plugin. */
public final class VmlinuxHeaderTest {
  private static final String OWN_KERNEL = "/sys/kernel/btf/vmlinux";

  private Path root = Path.of("");
  private TestLog log = new TestLog();
  private Optional<TargetArch> architecture = Optional.empty();

  @BeforeMethod
  void makeDirectory() throws IOException {
    root = TestFiles.directory();
    log = new TestLog();
    architecture = Optional.empty();
  }

  @AfterMethod
  void deleteDirectory() throws IOException {
    TestFiles.delete(root);
  }

  private String header(String kernel, String module, String... types) throws IOException {
    HeaderRequest request =
        new HeaderRequest(
            kernel.isEmpty() ? List.of() : List.of(kernel.split(",")),
            module,
            architecture,
            List.of(types),
            true,
            root,
            root.resolve("scratch"),
            Sources.cachedIn(root.resolve("cache")));
    Path file = root.resolve("vmlinux.h");
    new VmlinuxHeader(request, file, log).write();
    return Files.readString(file);
  }

  @DataProvider
  public static Object[][] bundled() {
    return new Object[][] {
      {"x86_64", "struct pt_regs {\n\tlong unsigned int r15;"},
      {"arm64", "struct user_pt_regs {"},
      {"riscv64", "struct user_regs_struct {\n\tlong unsigned int pc;"},
      {"s390x", "} user_pt_regs;"},
    };
  }

  @Test(dataProvider = "bundled")
  public void theBundledTypesAreThoseOfTheKernelThatIsNamed(String name, String registers)
      throws IOException {
    Properties properties = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/dev/bpfj/vmlinux/kernels.properties")) {
      properties.load(in);
    }
    try (InputStream in = getClass().getResourceAsStream("/dev/bpfj/vmlinux/" + name + ".btf.xz")) {
      byte[] types = KernelImage.unpacked(Path.of(name), in.readAllBytes());
      assertThat(Digests.of(types)).isEqualTo(properties.getProperty(name + ".sha256"));
    }
    architecture = TargetArch.find(name);
    assertThat(header("", "")).contains(registers);
    assertThat(log.last())
        .endsWith(properties.getProperty(name + ".release") + " (comes with bpfj)");
  }

  private void bundledTypes(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/dev/bpfj/vmlinux/" + name + ".btf.xz")) {
      Files.copy(in, root.resolve(name + ".btf.xz"));
    }
  }

  @Test
  public void eachArchitectureGetsTheFirstKernelThatIsOfIt() throws IOException {
    bundledTypes("x86_64");
    bundledTypes("arm64");
    bundledTypes("riscv64");
    architecture = TargetArch.find("arm64");
    String arm = header("x86_64.btf.xz,arm64.btf.xz", "", "user_pt_regs");
    assertThat(arm).contains("struct user_pt_regs {");
    assertThat(log.last()).endsWith(", types of arm64.btf.xz");
    architecture = TargetArch.find("x86_64");
    assertThat(header("x86_64.btf.xz,arm64.btf.xz", "", "pt_regs")).contains("orig_ax;");

    architecture = TargetArch.find("s390x");
    assertThatThrownBy(() -> header("x86_64.btf.xz,riscv64.btf.xz", "", "pt_regs"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "bpf.vmlinux.kernel: no kernel of the architecture that is compiled for, whose registers"
                + " and other types differ: wanted=s390x, named=x86_64.btf.xz (x86),"
                + " riscv64.btf.xz (riscv); name one of that architecture too, separated by a"
                + " comma, or a target that has one by -Dbpf.targets=");
    architecture = Optional.empty();
    assertThat(header("riscv64.btf.xz", "", "pt_regs")).contains("orig_a0;");
  }

  @Test
  public void aPackageOfAnotherArchitectureIsReadBesideThoseOfOtherTargets() throws Exception {
    for (String name : List.of("x86_64", "arm64")) {
      kernelPackage(name);
      architecture = TargetArch.find(name);
      assertThat(header(name + ".deb", "", "pt_regs")).contains("struct pt_regs {");
    }
    assertThat(root.resolve("scratch/x86_64/boot/vmlinuz-6.12")).exists();
    assertThat(root.resolve("scratch/arm64/boot/vmlinuz-6.12")).exists();
  }

  /** A package as Debian's of a kernel, of which it has only the types. */
  private void kernelPackage(String name) throws Exception {
    Path tree = root.resolve("tree-" + name);
    TestFiles.write(
        tree.resolve("DEBIAN/control"),
        "Package: image\nVersion: 1\nArchitecture: all\nMaintainer: x\nDescription: x\n");
    bundledTypes(name);
    Files.createDirectory(tree.resolve("boot"));
    Files.move(root.resolve(name + ".btf.xz"), tree.resolve("boot/vmlinuz-6.12"));
    Path deb = root.resolve(name + ".deb");
    Process made =
        new ProcessBuilder("dpkg-deb", "-b", tree.toString(), deb.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
  }

  @Test
  public void aPackedFileGivesTheSameAsAPlainOne() throws IOException {
    String plain = header(OWN_KERNEL, "", "task_struct");
    Path packed = root.resolve("kernel.btf.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(Path.of(OWN_KERNEL), out);
    }
    assertThat(header("kernel.btf.gz", "", "task_struct")).isEqualTo(plain);
    assertThat(plain).contains("struct task_struct {").doesNotContain("struct sock {");
    assertThat(log.last()).startsWith("info unchanged: " + root + "/vmlinux.h, ");
  }

  @Test
  public void whatIsNoKernelIsRefused() throws IOException {
    TestFiles.write(root.resolve("readme.txt"), "No kernel at all, and not even a long text.");
    assertThatThrownBy(() -> header("readme.txt", ""))
        .isInstanceOf(InputException.class)
        .hasMessage(
            root
                + "/readme.txt: not a kernel: neither ELF nor BTF, nor a boot image of x86 or EFI,"
                + " nor compressed by gzip, xz, zstd or LZ4");
    assertThatThrownBy(() -> header("/dev/zero", ""))
        .isInstanceOf(InputException.class)
        .hasMessage("/dev/zero: not a file: type=device, pipe or socket; name an ordinary file");
    assertThatThrownBy(() -> header("9.99", ""))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "kernel '9.99': neither a file nor a known name: known=[5.10, 6.1, 6.12, 7.3]: give the"
                + " path of a vmlinuz or of a .deb, or add it to a list of your own");
    assertThat(root.resolve("vmlinux.h")).doesNotExist();
  }

  @Test
  public void aModuleIsNoKernel() throws IOException {
    // A header of BTF, no types, and a string that does not begin where a kernel's do.
    byte[] module = {
      (byte) 0x9f,
      (byte) 0xeb,
      1,
      0,
      24,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      2,
      0,
      0,
      0,
      'a',
      0
    };
    Files.write(root.resolve("veth"), module);
    assertThatThrownBy(() -> header("veth", ""))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "veth: types of a kernel module, which add to its kernel's: name the kernel by"
                + " -Dbpf.vmlinux.kernel=, such as /sys/kernel/btf/vmlinux, and the module by"
                + " -Dbpf.vmlinux.module=");
    assertThat(header(OWN_KERNEL, "veth", "sock").getBytes(UTF_8)).isNotEmpty();
    assertThat(log.last()).endsWith("types of " + OWN_KERNEL + " and veth");
  }
}
