package dev.bpfj.corpus.kernel;

import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.Progress;
import dev.bpfj.kernelvm.apt.AptSource;
import dev.bpfj.kernelvm.apt.AptSources;
import dev.bpfj.kernelvm.apt.AptSources.Mirror;
import dev.bpfj.kernelvm.apt.PackageCache;
import dev.bpfj.kernelvm.io.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's kernels, fetched from where this machine's packages come from. */
public final class KernelPackages {
  private static final Path APT = Path.of("/etc/apt");
  private static final String IMAGE = "linux-image-6.1.*-cloud-amd64";

  private final Path cache;

  /** Kernels that are kept in a directory. */
  public KernelPackages(Path cache) {
    this.cache = cache;
  }

  /**
   * The boot image of a 6.1 kernel.
   *
   * @throws KernelTestException if no suite has it, or none can be reached
   */
  Path vmlinuz(String version) {
    try {
      return vmlinuzIn(
          new PackageCache(cache, "amd64", KernelPackages::none, true, new Printed()), "", version);
    } catch (KernelTestException e) {
      return fetched(version);
    }
  }

  private static Mirror none() {
    throw new IllegalStateException("what is cached comes from no mirror");
  }

  private Path fetched(String version) {
    List<String> problems = new ArrayList<>();
    for (AptSource source : AptSources.read(APT)) {
      if (source.types().contains("deb") && source.components().contains("main")) {
        Mirror mirror = new Mirror(source.uris().get(0), source.signedBy());
        for (String suite : source.suites()) {
          try {
            return vmlinuzIn(packages(mirror), suite, version);
          } catch (KernelTestException e) {
            problems.add(e.getMessage());
          }
        }
      }
    }
    throw new KernelTestException("kernel " + version + ": " + String.join("; ", problems));
  }

  private static Path vmlinuzIn(PackageCache packages, String suite, String version) {
    Path tree = packages.newest(suite, IMAGE, version);
    return Trees.find(tree, "vmlinuz-*").get(0);
  }

  private PackageCache packages(Mirror mirror) {
    return new PackageCache(cache, "amd64", () -> mirror, false, new Printed());
  }

  private static final class Printed implements Progress {
    @Override
    public void info(String line) {
      System.out.println("corpus: " + line);
    }

    @Override
    public void warn(String line) {
      System.out.println("corpus: " + line);
    }
  }
}
