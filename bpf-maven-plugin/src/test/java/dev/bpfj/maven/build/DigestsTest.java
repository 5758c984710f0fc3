package dev.bpfj.maven.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

/** Digests of everything. */
public final class DigestsTest extends WithDirectory {
  @Test
  public void isTheSameForAFileAndForItsBytes() throws IOException {
    Path file = TestFiles.write(root.resolve("a"), "abc");

    // FIPS 180-2, appendix B.1.
    assertThat(new Digests().of(file))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        .isEqualTo(Digests.of("abc".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  public void readsAFileOnceInItsLife() throws IOException {
    Path file = TestFiles.write(root.resolve("a"), "abc");
    Digests digests = new Digests();
    String first = digests.of(file);
    Files.writeString(file, "other");

    assertThat(digests.of(file)).isEqualTo(first).isNotEqualTo(new Digests().of(file));
  }

  @Test
  public void tellsWhereOneTextEnds() {
    assertThat(Digests.of(List.of("ab", "c"))).isNotEqualTo(Digests.of(List.of("a", "bc")));
  }

  @Test
  public void coversContentsAndNamesOfADirectory() throws IOException {
    TestFiles.write(root.resolve("a/x"), "1");
    String first = new Digests().ofAll(root);
    assertThat(new Digests().ofAll(root)).isEqualTo(first);

    TestFiles.write(root.resolve("a/x"), "2");
    String second = new Digests().ofAll(root);
    assertThat(second).isNotEqualTo(first);

    Files.move(root.resolve("a/x"), root.resolve("a/y"));
    assertThat(new Digests().ofAll(root)).isNotEqualTo(second);
  }
}
