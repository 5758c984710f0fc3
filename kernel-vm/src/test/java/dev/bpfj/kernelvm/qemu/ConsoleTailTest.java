package dev.bpfj.kernelvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

public final class ConsoleTailTest {
  private static Path console(String text) throws IOException {
    Path file = Files.createTempFile(Path.of("target"), "console", ".log");
    return Files.writeString(file, text);
  }

  @Test
  public void shortConsoleIsShownWholeAndPlain() throws IOException {
    assertThat(ConsoleTail.of(console("\u001bc\u001b[?7l\u001b[2Jbooting\r\n\r\n[ 1.0] done \r\n")))
        .containsExactly("booting", "[ 1.0] done");
  }

  @Test
  public void nothingIsLeftThatATerminalActsOn() throws IOException {
    assertThat(
            ConsoleTail.of(
                console("a\u009b2J\u202eb\u2066\u200f\u2028c\td\n\u001b]0;title\u0007e\n")))
        .containsExactly("a2Jbc\td", "]0;titlee");
  }

  @Test
  public void whatTellsMostIsShownEvenIfItIsFarUp() throws IOException {
    String trace =
        IntStream.range(0, 40).mapToObj(i -> "  frame " + i).collect(Collectors.joining("\n"));
    assertThat(ConsoleTail.of(console("hello\n[ 2.0] Kernel panic - not syncing\n" + trace)))
        .hasSize(27)
        .startsWith("[ 2.0] Kernel panic - not syncing", "...", "  frame 15")
        .endsWith("  frame 39");
  }

  @Test
  public void ofAConsoleOfAnySizeTheEndIsShown() throws IOException {
    Path file = console("");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(1_900_000_000);
      sparse.write("\nlast words\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(ConsoleTail.of(file)).containsExactly("last words");
    Files.delete(file);
  }

  @Test
  public void missingConsoleIsEmpty() {
    assertThat(ConsoleTail.of(Path.of("target/no/such/console"))).isEmpty();
  }
}
