package dev.bpfj.corpus.kernel;

import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Fingerprint;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import dev.bpfj.kernelvm.io.Trees;
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

  /** The types of the kernel whose programs are compiled, as Debian built it. */
  public static KernelTypes of(Cache cache, KernelPackages packages, Pins pins) {
    Path bpftool = BPFTOOL.lookUp().orElseGet(BPFTOOL::find);
    String key =
        new Fingerprint()
            .text(pins.image().toString())
            .text(Command.of(bpftool, "version").runOrFail())
            .toString();
    Path directory =
        cache.directory(
            "types-" + key,
            filled -> {
              Path image = packages.unpacked(pins.image());
              dump(bpftool, Trees.find(image, "vmlinuz-*").get(0), filled);
            });
    try {
      String origin = Files.readString(directory.resolve(RELEASE));
      String fingerprint = new Fingerprint().file(directory.resolve(HEADER)).toString();
      return new KernelTypes(directory, origin, fingerprint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void dump(Path bpftool, Path vmlinuz, Path directory) throws IOException {
    Path vmlinux = Files.write(directory.resolve("vmlinux"), BootPayload.vmlinux(vmlinuz));
    Command.of(bpftool, "btf", "dump", "file", vmlinux.toString(), "format", "c")
        .runInto(directory.resolve(HEADER));
    Files.delete(vmlinux);
    String release = vmlinuz.getFileName().toString().replaceFirst("^vmlinuz-", "");
    Files.writeString(directory.resolve(RELEASE), release);
  }
}
