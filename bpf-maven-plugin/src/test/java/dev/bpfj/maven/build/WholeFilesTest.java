package dev.bpfj.maven.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Files around the size of the pieces that they are read and written in. */
public final class WholeFilesTest extends WithDirectory {
  @DataProvider
  public static Object[][] sizes() {
    return new Object[][] {{0}, {1}, {65_535}, {65_536}, {65_537}, {1_000_000}};
  }

  @Test(dataProvider = "sizes")
  public void readsWhatItWrote(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Path file = root.resolve("file");
    Files.writeString(file, "what was there before");

    WholeFiles.write(file, content);

    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(WholeFiles.read(file, 1 << 28)).isEqualTo(content);
  }

  @Test
  public void readsAFileThatDoesNotSayItsSize() throws IOException {
    Path file = Path.of("/proc/self/status");

    assertThat(new String(WholeFiles.read(file, 1 << 28), java.nio.charset.StandardCharsets.UTF_8))
        .startsWith("Name:")
        .endsWith("\n");
  }
}
