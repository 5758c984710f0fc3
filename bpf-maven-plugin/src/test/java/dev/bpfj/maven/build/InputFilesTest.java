package dev.bpfj.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

/** Files that the user named. */
public final class InputFilesTest extends WithDirectory {
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
    assertThatThrownBy(() -> InputFiles.bytes(root.resolve("gone"), 10))
        .isInstanceOf(InputException.class)
        .hasMessage(root.resolve("gone") + ": does not exist");
  }

  @Test
  public void refusesADirectory() {
    assertThatThrownBy(() -> InputFiles.bytes(root, 10))
        .isInstanceOf(InputException.class)
        .hasMessage(root + ": not a file: type=directory; name an ordinary file");
  }

  @Test
  public void refusesWhatMayNeverEnd() throws Exception {
    Path pipe = root.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    for (Path file : List.of(Path.of("/dev/zero"), pipe)) {
      assertThatThrownBy(() -> InputFiles.bytes(file, 10))
          .isInstanceOf(InputException.class)
          .hasMessage(file + ": not a file: type=device, pipe or socket; name an ordinary file");
    }
  }

  @Test
  public void refusesALargeFileUnread() throws IOException {
    Path file = root.resolve("sparse");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1_900_000_000);
    }

    assertThatThrownBy(() -> InputFiles.bytes(file, 1000))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file + ": too large to be read: bytes=1900000000, limit=1000; is it the right file?");
    assertThatThrownBy(() -> InputFiles.requireOrdinary(file, 1000))
        .isInstanceOf(InputException.class);
  }

  @Test
  public void readsAFileOfExactlyTheLimit() throws IOException {
    Path file = TestFiles.write(root.resolve("a"), "12345");

    assertThat(InputFiles.bytes(file, 5)).hasSize(5);
    assertThat(WholeFiles.read(file, 3)).as("one more tells that it is larger").hasSize(4);
    assertThat(WholeFiles.read(Path.of("/proc/self/status"), 100)).hasSize(101);
  }
}
