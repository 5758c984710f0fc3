package dev.bpfj.kernelvm.incase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** Runs in guests that were given the module veth. */
public final class ModuleCases {
  @Test
  public void moduleIsInserted() throws IOException {
    assertThat(Files.readAllLines(Path.of("/proc/modules")))
        .anyMatch(line -> line.startsWith("veth "));
  }
}
