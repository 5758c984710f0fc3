package dev.bpfj.corpus.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.corpus.compile.Clang;
import dev.bpfj.corpus.compile.CorpusObject.Headers;
import dev.bpfj.kernelvm.Kernels;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.Sources;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.kernel.Kernel;
import dev.bpfj.kernelvm.kernel.KernelImage;
import dev.bpfj.kernelvm.kernel.KernelModules;
import dev.bpfj.object.BtfFile;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.CHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Headers of whole kernels: the compiler gives every type the layout that the kernel's has. */
public final class HeaderTest {
  private static final Path WORK = Path.of("target/headers").toAbsolutePath();
  private static final Path OWN_KERNEL = Path.of("/sys/kernel/btf/vmlinux");
  private static final int LEAST_TYPES = 5000;

  private final Kernels kernels =
      new Kernels(
          Sources.cachedIn(Path.of(System.getProperty("kernelvm.cache"))),
          "add one there",
          new PrintedProgress());

  @DataProvider
  public static Object[][] names() {
    return new Object[][] {{"5.10"}, {"6.1"}, {"6.12"}, {"7.3"}};
  }

  @Test(dataProvider = "names")
  public void everyMemberIsWhereTheKernelHasIt(String name) throws IOException {
    check(name, types(kernels.find(name, false, WORK.resolve("unpacked"))));
  }

  @Test
  public void everyMemberIsWhereThisMachinesKernelHasIt() throws IOException {
    check("this", BtfFile.read(OWN_KERNEL).types());
  }

  @Test
  public void everyMemberOfAModulesTypesIsWhereItHasIt() throws IOException {
    Kernel kernel = kernels.find("7.3", true, WORK.resolve("unpacked"));
    Path module = KernelModules.find(kernel, List.of("veth"), WORK.resolve("modules")).get(0);
    Btf types = BtfFile.read(module).types(types(kernel));
    assertThat(CHeader.unknown(types, List.of("veth_priv", "task_struct"))).isEmpty();
    assertThat(BtfFile.read(module).isModule()).isTrue();
    check("veth", types);
  }

  private static Btf types(Kernel kernel) throws IOException {
    byte[] image = Files.readAllBytes(kernel.image());
    return BtfFile.parse(kernel.release(), KernelImage.unpacked(kernel.image(), image)).types();
  }

  private static void check(String name, Btf types) throws IOException {
    CHeader header = CHeader.of(types, true);
    HeaderCheck check = new HeaderCheck(types, header);
    Path directory = Files.createDirectories(WORK.resolve(name));
    Path file = Files.writeString(directory.resolve("vmlinux.h"), header.text());
    Path source = directory.resolve("check.c");
    Files.writeString(source, "#include \"vmlinux.h\"\n" + check.source());
    Path object = directory.resolve("check.o");
    Command.Output output =
        new Clang(List.of(directory), file.toString())
            .run(Headers.PLAIN, List.of("-c", source.toString(), "-o", object.toString()));
    System.out.println(
        "headers: " + name + ": types=" + check.types() + ", members=" + check.fields());
    assertThat(output.err()).isEmpty();
    assertThat(check.types()).isGreaterThan(LEAST_TYPES);
    assertThat(check.differences(object)).isEmpty();
  }

  private static final class PrintedProgress implements Progress {
    @Override
    public void info(String line) {
      System.out.println("headers: " + line);
    }

    @Override
    public void warn(String line) {
      System.out.println("headers: " + line);
    }
  }
}
