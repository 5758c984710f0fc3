package dev.bpfj.kernelvm.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import dev.bpfj.kernelvm.io.Trees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Boot images whose kernel the compressors of this machine packed, as the kernel's build does. */
public final class KernelImageTest {
  private static final Path FILE = Path.of("vmlinuz");
  private static final int SETUP = 1024;
  private static final int OFFSET = 512;

  private Path work;
  private byte[] kernel;

  @BeforeClass
  void makeKernel() throws IOException {
    work = Files.createTempDirectory("kernel-image");
    // Larger than a block of LZ4, and with repetitions that are far apart.
    byte[] page = new byte[1 << 20];
    new Random(1).nextBytes(page);
    ByteBuffer all = ByteBuffer.allocate(10 << 20);
    all.put("\177ELF".getBytes(US_ASCII));
    while (all.remaining() > page.length) {
      all.put(page);
    }
    kernel = all.array();
    Files.write(work.resolve("kernel"), kernel);
  }

  @AfterClass(alwaysRun = true)
  void clean() {
    Trees.delete(work);
  }

  @DataProvider
  public static Object[][] compressors() {
    return new Object[][] {
      {"gzip", "gzip", List.of("-1")},
      {"xz", "xz-utils", List.of("--check=crc32", "--x86", "--lzma2=preset=1,dict=32MiB")},
      {"lz4", "lz4", List.of("-l")},
      {"zstd", "zstd", List.of("-3", "--long=27", "--no-content-size")},
    };
  }

  private byte[] packed(String tool, String packageName, List<String> options) throws IOException {
    Path file = work.resolve("kernel." + tool);
    if (!Files.exists(file)) {
      List<String> words = new ArrayList<>(options);
      words.addAll(List.of("-c", work.resolve("kernel").toString()));
      Command.of(new Tool(tool, packageName).find(), words).runInto(file);
    }
    return Files.readAllBytes(file);
  }

  private byte[] withSize(byte[] packed, String tool) {
    if (tool.equals("gzip")) {
      return packed;
    }
    byte[] all = Arrays.copyOf(packed, packed.length + 4);
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(packed.length, kernel.length);
    return all;
  }

  private static byte[] bootImage(byte[] payload) {
    byte[] image = new byte[SETUP + OFFSET + payload.length + 100];
    ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    header.put(0x1f1, (byte) (SETUP / 512 - 1));
    header.put(0x202, "HdrS".getBytes(US_ASCII));
    header.putInt(0x248, OFFSET).putInt(0x24c, payload.length);
    header.put(SETUP + OFFSET, payload);
    return image;
  }

  private static byte[] efiImage(byte[] payload) {
    byte[] image = new byte[4096 + payload.length];
    ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    header.put(0, "MZ".getBytes(US_ASCII)).put(4, "zimg".getBytes(US_ASCII));
    header.putInt(8, 4096).putInt(12, payload.length).put(4096, payload);
    return image;
  }

  @Test(dataProvider = "compressors")
  public void aBootImagesKernelIsUnpacked(String tool, String packageName, List<String> options)
      throws IOException {
    byte[] payload = withSize(packed(tool, packageName, options), tool);
    assertThat(KernelImage.unpacked(FILE, bootImage(payload))).isEqualTo(kernel);
    assertThat(KernelImage.unpacked(FILE, efiImage(payload))).isEqualTo(kernel);
  }

  @Test(dataProvider = "compressors")
  public void aDamagedKernelIsRefused(String tool, String packageName, List<String> options)
      throws IOException {
    byte[] payload = withSize(packed(tool, packageName, options), tool);
    Arrays.fill(payload, 20, payload.length / 2, (byte) 0xff);
    assertThatThrownBy(() -> KernelImage.unpacked(FILE, bootImage(payload)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith("vmlinuz: cannot be unpacked: compression=");
  }

  @Test
  public void whatIsNotPackedIsGivenBack() {
    assertThat(KernelImage.unpacked(FILE, kernel)).isSameAs(kernel);
    byte[] types = {(byte) 0x9f, (byte) 0xeb, 1, 0};
    assertThat(KernelImage.unpacked(FILE, types)).isSameAs(types);
  }

  @Test
  public void whatIsNoKernelIsRefused() {
    assertThatThrownBy(() -> KernelImage.unpacked(FILE, "#!/bin/sh\n".getBytes(US_ASCII)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "vmlinuz: not a kernel: neither ELF nor BTF, nor a boot image of x86 or EFI, nor"
                + " compressed by gzip, xz, zstd or LZ4");
    byte[] cut = Arrays.copyOf(bootImage(new byte[5000]), 3000);
    assertThatThrownBy(() -> KernelImage.unpacked(FILE, cut))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "vmlinuz: boot image ends inside its kernel: offset=1536, length=5000, size=3000: is it"
                + " whole?");
  }
}
