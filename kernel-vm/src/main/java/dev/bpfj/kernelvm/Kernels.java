package dev.bpfj.kernelvm;

import dev.bpfj.kernelvm.apt.AptSources;
import dev.bpfj.kernelvm.apt.PackageCache;
import dev.bpfj.kernelvm.kernel.Kernel;
import dev.bpfj.kernelvm.kernel.KernelList;
import dev.bpfj.kernelvm.kernel.KernelResolver;
import java.nio.file.Path;

/** Finds kernels by path or by name. */
public final class Kernels {
  private static final Path APT = Path.of("/etc/apt");

  private final KernelList list;
  private final PackageCache packages;
  private final Architecture architecture;

  /**
   * The kernels of this machine's architecture.
   *
   * @param sources where they come from
   * @param mirrorAdvice what to do where this machine's apt uses no mirror of Debian
   * @param progress told of what is fetched
   * @throws KernelTestException if kernels of this architecture are not known
   */
  public Kernels(Sources sources, String mirrorAdvice, Progress progress) {
    this(sources, Architecture.host(), mirrorAdvice, progress);
  }

  Kernels(Sources sources, Architecture architecture, String mirrorAdvice, Progress progress) {
    KernelList ours = KernelList.ours();
    this.list = sources.kernelList().map(ours::and).orElse(ours);
    this.architecture = architecture;
    this.packages =
        new PackageCache(
            sources.cache(),
            architecture.debian(),
            () ->
                sources
                    .mirror()
                    .map(AptSources::named)
                    .orElseGet(() -> AptSources.mirror(APT, mirrorAdvice)),
            sources.offline(),
            progress);
  }

  /** The list of named kernels. */
  KernelList list() {
    return list;
  }

  /** The cache of downloaded packages. */
  PackageCache packages() {
    return packages;
  }

  /**
   * Finds a kernel, fetching it if need be.
   *
   * @param wanted a path to a vmlinuz or a {@code .deb}, or a name of the list
   * @param withModules whether modules are wanted too
   * @param scratch directory for what a {@code .deb} holds; made if need be
   * @return the kernel
   * @throws InvalidRequestException if it is neither, or the file is no kernel
   * @throws KernelTestException if it cannot be fetched
   */
  public Kernel find(String wanted, boolean withModules, Path scratch) {
    return new KernelResolver(list, packages, architecture, withModules).resolve(wanted, scratch);
  }
}
