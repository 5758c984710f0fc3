package dev.bpfj.kernelvm.incase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** Runs in guests: lets the kernel panic. */
public final class PanickingCases {
  @Test
  public void aPasses() {
    assertThat(1).isOne();
  }

  @Test
  public void panics() throws IOException {
    Files.writeString(Path.of("/proc/sysrq-trigger"), "c");
  }
}
