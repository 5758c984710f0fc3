package dev.bpfj.selftests.harness;

import dev.bpfj.libbpf.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/** The running kernel's configuration, as far as programs of ours ask for it. */
public final class KernelConfig {
  private static final Path BOOT = Path.of("/boot/config-" + System.getProperty("os.version"));
  private static final Path PROC = Path.of("/proc/config.gz");
  // What every kernel that can run the tests has.
  private static final String GIVEN = "CONFIG_BPF_SYSCALL=y\nCONFIG_HZ=250\n";

  private KernelConfig() {}

  /** Nothing where libbpf finds the kernel's own configuration, else its values. */
  public static OpenOptions options() {
    OpenOptions options = OpenOptions.defaults();
    return Files.isReadable(BOOT) || Files.isReadable(PROC) ? options : options.kconfig(GIVEN);
  }
}
