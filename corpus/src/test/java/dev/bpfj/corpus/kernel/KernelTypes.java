package dev.bpfj.corpus.kernel;

import dev.bpfj.corpus.support.Cache;
import dev.bpfj.corpus.support.Fingerprint;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A kernel's types as C.
 *
 * @param directory holds {@code vmlinux.h}
 * @param origin the kernel
 * @param matching whether it is the kernel whose programs are compiled
 * @param fingerprint that of the header
 */
public record KernelTypes(Path directory, String origin, boolean matching, String fingerprint) {
  private static final Tool BPFTOOL = new Tool("bpftool", "bpftool");
  private static final Path RUNNING = Path.of("/sys/kernel/btf/vmlinux");
  private static final String HEADER = "vmlinux.h";
  private static final String RELEASE = "release";

  /** The types of a tree's kernel as Debian built it; if that cannot be had, of the running one. */
  public static KernelTypes of(KernelTree tree, Cache cache, KernelPackages kernels, Path scratch) {
    String version = tree.version();
    Path directory;
    boolean matching = true;
    try {
      directory =
          cache.directory("types-" + version, filled -> dump(kernels.vmlinuz(version), filled));
    } catch (KernelTestException e) {
      System.out.println("corpus: using the running kernel's types: " + e.getMessage());
      directory = dumpRunning(scratch);
      matching = false;
    }
    try {
      String origin = Files.readString(directory.resolve(RELEASE));
      String fingerprint = new Fingerprint().file(directory.resolve(HEADER)).toString();
      return new KernelTypes(directory, origin, matching, fingerprint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void dump(Path vmlinuz, Path directory) throws IOException {
    Path vmlinux = Files.write(directory.resolve("vmlinux"), BootPayload.vmlinux(vmlinuz));
    dump(vmlinux, vmlinuz.getFileName().toString().replaceFirst("^vmlinuz-", ""), directory);
    Files.delete(vmlinux);
  }

  private static Path dumpRunning(Path scratch) {
    try {
      Path directory = Files.createDirectories(scratch.resolve("running"));
      dump(RUNNING, "the running kernel", directory);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void dump(Path btf, String release, Path directory) throws IOException {
    Path bpftool = BPFTOOL.lookUp().orElseGet(BPFTOOL::find);
    Command.of(bpftool, "btf", "dump", "file", btf.toString(), "format", "c")
        .runInto(directory.resolve(HEADER));
    Files.writeString(directory.resolve(RELEASE), release);
  }
}
