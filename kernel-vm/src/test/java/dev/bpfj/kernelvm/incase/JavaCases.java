package dev.bpfj.kernelvm.incase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/**
 * Runs in guests that were given another JDK, another libbpf or another machine than the host's.
 */
public final class JavaCases {
  @Test
  public void javaIsTheOneAskedFor() {
    assertThat(Runtime.version().feature())
        .isEqualTo(Integer.getInteger("expected.java").intValue());
  }

  @Test
  public void machineIsTheOneAskedFor() {
    assertThat(System.getProperty("os.arch"))
        .isEqualTo(System.getProperty("expected.machine", "amd64"));
  }

  @Test
  public void libbpfIsTheOneAskedFor() throws IOException {
    String version = System.getProperty("expected.libbpf");
    try (Stream<Path> files = Files.walk(Path.of("/lib"))) {
      Path library = files.filter(file -> file.endsWith("libbpf.so.1")).findFirst().orElseThrow();
      String bytes = new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1);
      assertThat(bytes.contains("\0" + version + "\0")).as("%s in it", version).isTrue();
    }
  }
}
