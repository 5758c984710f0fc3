package dev.bpfj.kernelvm.incase;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** Runs in guests: as little as a test can be, to boot in bulk. */
public final class BootedCases {
  @Test
  public void kernelIsTheOneThatSaysSo() throws Exception {
    String version = Files.readString(Path.of("/proc/version"));
    if (!version.contains(" " + System.getProperty("os.version") + " ")) {
      throw new AssertionError(version);
    }
  }
}
