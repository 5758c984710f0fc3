package dev.bpfj.libbpf.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.ForkedJvm;
import dev.bpfj.libbpf.LibbpfNotFoundException;
import org.testng.annotations.Test;

public final class NativeTest {

  @Test
  public void saysWhatWasTriedWhenThereIsNoLibbpf() throws Exception {
    String said = ForkedJvm.run(OpenTwice.class, "-Ddev.bpfj.libbpf=/nowhere/libbpf.so.1");
    assertThat(said.lines().toList())
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("libbpf was not found; tried /nowhere/libbpf.so.1 (")
                    .endsWith(
                        "; install Debian's package libbpf1, or name a file by"
                            + " -Ddev.bpfj.libbpf=/path/to/libbpf.so.1"));
  }

  static final class OpenTwice {
    public static void main(String[] args) {
      for (int i = 0; i < 2; i++) {
        try {
          BpfObject.open(new byte[0]);
        } catch (LibbpfNotFoundException e) {
          System.out.println(e.getMessage().replace('\n', ' '));
        }
      }
    }
  }
}
