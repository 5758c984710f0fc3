package dev.bpfj.corpus.kernel;

import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Fingerprint;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import dev.bpfj.kernelvm.io.Trees;
import dev.bpfj.kernelvm.kernel.KernelImage;
import dev.bpfj.object.BtfFile;
import dev.bpfj.object.btf.CHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A kernel's types as C.
 *
 * @param directory holds {@code vmlinux.h}
 * @param origin the kernel's release
 * @param fingerprint that of the header
 */
public record KernelTypes(Path directory, String origin, String fingerprint) {
  private static final Tool BPFTOOL = new Tool("bpftool", "bpftool");
  private static final String HEADER = "vmlinux.h";
  private static final String RELEASE = "release";

  /** The types of the kernel whose programs are compiled, as bpftool writes them. */
  public static KernelTypes of(Cache cache, KernelPackages packages, Pins pins) {
    Path bpftool = BPFTOOL.lookUp().orElseGet(BPFTOOL::find);
    String key =
        new Fingerprint()
            .text(pins.image().toString())
            .text(Command.of(bpftool, "version").runOrFail())
            .toString();
    return read(
        cache.directory("types-" + key, filled -> dump(bpftool, vmlinuz(packages, pins), filled)));
  }

  /** The same types as we write them. */
  public static KernelTypes ours(Cache cache, KernelPackages packages, Pins pins) {
    Path vmlinuz = vmlinuz(packages, pins);
    try {
      byte[] vmlinux = KernelImage.unpacked(vmlinuz, Files.readAllBytes(vmlinuz));
      String text = CHeader.of(BtfFile.parse("vmlinux", vmlinux).types(), true).text();
      String key = new Fingerprint().text(text).toString();
      return read(
          cache.directory(
              "our-types-" + key,
              filled -> {
                Files.writeString(filled.resolve(HEADER), text);
                Files.writeString(filled.resolve(RELEASE), release(vmlinuz));
              }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path vmlinuz(KernelPackages packages, Pins pins) {
    return Trees.find(packages.unpacked(pins.image()), "vmlinuz-*").get(0);
  }

  private static KernelTypes read(Path directory) {
    try {
      String origin = Files.readString(directory.resolve(RELEASE));
      String fingerprint = new Fingerprint().file(directory.resolve(HEADER)).toString();
      return new KernelTypes(directory, origin, fingerprint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String release(Path vmlinuz) {
    return vmlinuz.getFileName().toString().replaceFirst("^vmlinuz-", "");
  }

  private static void dump(Path bpftool, Path vmlinuz, Path directory) throws IOException {
    Path vmlinux =
        Files.write(
            directory.resolve("vmlinux"),
            KernelImage.unpacked(vmlinuz, Files.readAllBytes(vmlinuz)));
    Command.of(bpftool, "btf", "dump", "file", vmlinux.toString(), "format", "c")
        .runInto(directory.resolve(HEADER));
    Files.delete(vmlinux);
    Files.writeString(directory.resolve(RELEASE), release(vmlinuz));
  }
}
