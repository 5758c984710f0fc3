package dev.bpfj.libbpf.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import org.testng.annotations.Test;

public final class MemlockLimitTest {
  @Test
  public void isWhatAShellSaysOfItsOwn() throws IOException {
    Process shell = new ProcessBuilder("bash", "-c", "ulimit -l").start(); // it inherits ours
    try (BufferedReader output = shell.inputReader()) {
      String limit = output.readLine();
      assertThat(MemlockLimit.text()).isEqualTo(limit.equals("unlimited") ? limit : limit + " KiB");
    }
  }
}
