package dev.bpfj.kernelvm.kernel;

import dev.bpfj.kernelvm.KernelTestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where BPF security modules are built in but not in the kernel's default order, LSM programs
 * attach and never run (Debian's 5.10). They are then appended to that order.
 */
public final class SecurityModules {
  private static final Pattern ORDER = Pattern.compile("(?m)^CONFIG_LSM=\"([^\"]*)\"$");

  private SecurityModules() {}

  /**
   * What the kernel's command line needs.
   *
   * @param kernel the kernel
   * @return an argument {@code lsm=...}, or none where the order has BPF, or BPF is not built in,
   *     or the configuration is not known
   */
  public static List<String> kernelArguments(Kernel kernel) {
    return kernel.config().map(SecurityModules::read).map(SecurityModules::of).orElse(List.of());
  }

  static List<String> of(String config) {
    Matcher order = ORDER.matcher(config);
    if (!config.contains("\nCONFIG_BPF_LSM=y\n") || !order.find()) {
      return List.of();
    }
    String modules = order.group(1);
    return List.of(modules.split(",", -1)).contains("bpf")
        ? List.of()
        : List.of("lsm=" + modules + ",bpf");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new KernelTestException(file + ": cannot be read: " + e, e);
    }
  }
}
