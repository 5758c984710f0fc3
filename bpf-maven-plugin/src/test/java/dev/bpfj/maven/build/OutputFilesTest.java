package dev.bpfj.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

/** Files in their places. */
public final class OutputFilesTest extends WithDirectory {
  @Test
  public void leavesNothingButTheFile() throws IOException {
    assertThat(OutputFiles.write(new OutputRoot(root), root.resolve("a/b"), bytes("x"))).isTrue();

    assertThat(TestFiles.names(root)).containsExactly("a/b");
    assertThat(root.resolve("a/b")).hasContent("x");
  }

  @Test
  public void doesNotWriteWhatIsThere() throws IOException {
    OutputFiles.write(new OutputRoot(root), root.resolve("a"), bytes("x"));

    assertThat(OutputFiles.write(new OutputRoot(root), root.resolve("a"), bytes("x"))).isFalse();
    assertThat(OutputFiles.write(new OutputRoot(root), root.resolve("a"), bytes("y"))).isTrue();
    assertThat(root.resolve("a")).hasContent("y");
  }

  @Test
  public void saysWhichFileIsInTheWay() throws IOException {
    TestFiles.write(root.resolve("a"), "");

    assertThatThrownBy(
            () -> OutputFiles.write(new OutputRoot(root), root.resolve("a/b"), bytes("x")))
        .isInstanceOf(IOException.class)
        .hasMessage(
            root.resolve("a/b")
                + ": cannot be written: a file is in the way: file="
                + root.resolve("a"));
  }

  @Test
  public void leavesNoTemporaryFileWhenTheMoveIsRefused() throws IOException {
    TestFiles.write(root.resolve("a/full"), "");

    assertThatThrownBy(() -> OutputFiles.write(new OutputRoot(root), root.resolve("a"), bytes("x")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(root.resolve("a") + ": cannot be written: ");
    assertThat(TestFiles.names(root)).containsExactly("a/full");
  }

  @Test
  public void refusesADirectoryThatIsAFile() throws IOException {
    Path file = TestFiles.write(root.resolve("a"), "");

    assertThatThrownBy(() -> OutputFiles.requireDirectory(file, "bpf.outputDirectory"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ": not a directory: parameter=bpf.outputDirectory; name a directory, or delete the"
                + " file");
  }

  @Test
  public void refusesADirectoryBelowAFile() throws IOException {
    Path file = TestFiles.write(root.resolve("a"), "");

    assertThatThrownBy(() -> OutputFiles.requireDirectory(file.resolve("b/c"), "p"))
        .hasMessage(
            file.resolve("b/c")
                + ": not a directory: file="
                + file
                + ", parameter=p; name a directory, or delete the file");
  }

  @Test
  public void acceptsADirectoryThatIsYetToBeMade() {
    assertThatCode(() -> OutputFiles.requireDirectory(root.resolve("a/b"), "p"))
        .doesNotThrowAnyException();
    assertThat(Files.exists(root.resolve("a"))).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
