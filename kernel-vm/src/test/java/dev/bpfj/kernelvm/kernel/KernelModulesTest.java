package dev.bpfj.kernelvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public final class KernelModulesTest {
  private Path work;
  private Kernel kernel;

  @BeforeMethod
  void makeModules() throws IOException {
    work = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "modules");
    module("net/act_top.ko", "cls-mid,base", Optional.empty());
    module("net/cls_mid.ko.xz", "base", Optional.of("xz"));
    module("lib/base.ko.zst", "", Optional.of("zstd"));
    Files.writeString(work.resolve("modules.builtin"), "kernel/drivers/net/inner-most.ko\n");
    kernel = new Kernel("k", "1.2.3", work, Optional.empty(), List.of(work));
  }

  private void module(String path, String depends, Optional<String> compress) throws IOException {
    Path file = work.resolve(path.replaceFirst("\\.ko.*", ".ko"));
    Files.createDirectories(file.getParent());
    String info = "\u007fELF..\0license=GPL\0depends=" + depends + "\0name=x\0";
    Files.writeString(file, info, StandardCharsets.ISO_8859_1);
    if (compress.isPresent()) {
      Command.of(new Tool(compress.get(), compress.get()).find(), "-q", file.toString())
          .runOrFail();
      Files.deleteIfExists(file);
    }
  }

  @Test
  public void dependenciesComeFirstAndUncompressed() {
    Path out = work.resolve("out");
    assertThat(KernelModules.find(kernel, List.of("act-top", "base"), out))
        .containsExactly(
            out.resolve("base.ko"), out.resolve("cls_mid.ko"), work.resolve("net/act_top.ko"));
    assertThat(out.resolve("base.ko")).content(StandardCharsets.ISO_8859_1).contains("ELF");
  }

  @Test
  public void builtInModuleNeedsNothing() {
    assertThat(KernelModules.find(kernel, List.of("inner_most"), work.resolve("out"))).isEmpty();
  }

  @Test
  public void unknownModuleSaysWhose() {
    assertThatThrownBy(() -> KernelModules.find(kernel, List.of("veth"), work.resolve("out")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("kernel 'k' (1.2.3): no module 'veth': searched=[" + work + "]");
  }
}
