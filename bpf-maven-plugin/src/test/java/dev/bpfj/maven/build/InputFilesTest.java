package dev.bpfj.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Files that the user named. */
public final class InputFilesTest {
  private Path root = Path.of("");

  @BeforeMethod
  void makeDirectory() throws IOException {
    root = TestFiles.directory();
  }

  @AfterMethod
  void deleteDirectory() throws IOException {
    TestFiles.delete(root);
  }

  @Test
  public void findsFilesInAllDirectoriesSorted() throws IOException {
    for (String name : new String[] {"b.bpf.o", "a/z.bpf.o", "a/x.o", "c.bpf.o.tmp"}) {
      TestFiles.write(root.resolve(name), "");
    }
    Files.createDirectory(root.resolve("d.bpf.o"));

    assertThat(InputFiles.below(root, ".bpf.o"))
        .containsExactly(root.resolve("a/z.bpf.o"), root.resolve("b.bpf.o"));
  }

  @Test
  public void findsFilesBehindLinks() throws IOException {
    TestFiles.write(root.resolve("real/a.bpf.o"), "");
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("real"));

    assertThat(InputFiles.below(link, ".bpf.o")).containsExactly(link.resolve("a.bpf.o"));
  }

  @Test
  public void findsNothingWhereNothingIs() throws IOException {
    assertThat(InputFiles.below(root.resolve("nowhere"), ".bpf.o")).isEmpty();
  }

  @Test
  public void refusesALoopOfLinks() throws IOException {
    Files.createDirectory(root.resolve("a"));
    Path loop = Files.createSymbolicLink(root.resolve("a/loop"), root);

    assertThatThrownBy(() -> InputFiles.below(root, ".bpf.o"))
        .isInstanceOf(InputException.class)
        .hasMessage(loop + ": a symbolic link that leads back to its own directory; remove it");
  }

  @Test
  public void namesAFileThatIsGone() {
    assertThatThrownBy(() -> InputFiles.bytes(root.resolve("gone")))
        .isInstanceOf(InputException.class)
        .hasMessage(root.resolve("gone") + ": does not exist");
  }

  @Test
  public void passesOnWhatTheMachineSays() {
    assertThatThrownBy(() -> InputFiles.bytes(root))
        .isInstanceOf(IOException.class)
        .hasMessage(root + ": not readable: Is a directory");
  }
}
