package dev.bpfj.maven.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.support.TestFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A directory that is written to, with links in it and around it. */
public final class OutputRootTest {
  private static final String FIRST = "bpf-maven-plugin state 2\n";

  private Path base = Path.of("");
  private Path out = Path.of("");
  private Path victim = Path.of("");

  @BeforeMethod
  void makeDirectories() throws IOException {
    base = TestFiles.directory();
    out = Files.createDirectories(base.resolve("out"));
    victim = TestFiles.write(base.resolve("elsewhere/victim"), "mine");
  }

  @AfterMethod
  void deleteDirectory() throws IOException {
    TestFiles.delete(base);
  }

  /** A file by its path from the output directory; the links are made first. */
  @DataProvider
  public Object[][] ways() {
    return new Object[][] {
      {"beside the directory", "../elsewhere/victim"},
      {"a path that leaves it later", "x/../../elsewhere/victim"},
      {"an absolute path", ""},
      {"a link to a directory", "link/victim"},
      {"a link to a directory deep inside", "deep/er/link/victim"},
      {"a link to a link", "second/victim"},
      {"a link and back over its parent", "link/../elsewhere/victim"},
    };
  }

  private Path way(String path) throws IOException {
    Files.createDirectories(out.resolve("deep/er"));
    Files.createSymbolicLink(out.resolve("link"), victim.getParent());
    Files.createSymbolicLink(out.resolve("deep/er/link"), Path.of("../../../elsewhere"));
    Files.createSymbolicLink(out.resolve("second"), Path.of("link"));
    return path.isEmpty() ? victim : out.resolve(path);
  }

  @Test(dataProvider = "ways")
  public void aStateFileDeletesNothingElsewhereBy(String what, String path) throws Exception {
    Path state = base.resolve("a.state");
    Files.writeString(state, FIRST + "unit\ta\t1\nout\t4\t1\t" + way(path) + "\n");

    assertThat(run(state)).as(what).isEmpty();
    assertThat(victim).hasContent("mine");
  }

  @Test(dataProvider = "ways")
  public void nothingElsewhereIsWrittenBy(String what, String path) throws IOException {
    Path file = way(path);

    assertThatThrownBy(() -> OutputFiles.write(new OutputRoot(out), file, bytes("theirs")))
        .as(what)
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> OutputFiles.makeParent(new OutputRoot(out), file.resolve("x/y")))
        .as(what)
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> OutputFiles.delete(new OutputRoot(out), file))
        .as(what)
        .isInstanceOf(InputException.class);
    assertThat(victim).hasContent("mine");
    assertThat(TestFiles.names(victim.getParent())).containsExactly("victim");
  }

  @Test
  public void saysWhichLinkLeadsOut() throws IOException {
    Path file = way("deep/er/link/new/file");

    assertThatThrownBy(() -> new OutputRoot(out).require(file))
        .hasMessage(
            file
                + ": a symbolic link leads out of the output directory: link="
                + out.resolve("deep/er/link")
                + ", directory="
                + out
                + "; remove the link");
  }

  @Test
  public void saysThatAFileLiesOutside() {
    assertThatThrownBy(() -> new OutputRoot(out).require(victim))
        .hasMessage(
            victim + ": outside the output directory: directory=" + out + "; nothing is written");
  }

  @Test
  public void theDirectoryMayBeALinkOfTheUsers() throws Exception {
    Path link = Files.createSymbolicLink(base.resolve("target"), out);
    Path file = link.resolve("classes/a");

    assertThat(OutputFiles.write(new OutputRoot(link), file, bytes("x"))).isTrue();
    assertThat(out.resolve("classes/a")).hasContent("x");
    assertThat(OutputFiles.delete(new OutputRoot(link), file)).isTrue();
    assertThat(out).isEmptyDirectory();
  }

  @Test
  public void aLinkInsideThatStaysInsideIsFollowed() throws IOException {
    Files.createDirectory(out.resolve("real"));
    Files.createSymbolicLink(out.resolve("link"), Path.of("real"));
    Path file = out.resolve("link/a");

    assertThat(OutputFiles.write(new OutputRoot(out), file, bytes("x"))).isTrue();
    assertThat(OutputFiles.delete(new OutputRoot(out), file)).isTrue();
    assertThat(out.resolve("link")).isSymbolicLink();
  }

  @Test
  public void aLinkInAFilesPlaceIsReplacedAndNotFollowed() throws IOException {
    Path file = Files.createSymbolicLink(out.resolve("a"), victim);

    assertThat(OutputFiles.write(new OutputRoot(out), file, bytes("x"))).isTrue();

    assertThat(file)
        .isRegularFile()
        .hasContent("x")
        .satisfies(f -> assertThat(f).isNotEqualTo(victim));
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(victim).hasContent("mine");
  }

  @Test
  public void aLinkInATemporaryFilesPlaceIsNotFollowed() throws IOException {
    Path file = out.resolve("a");
    Files.createSymbolicLink(OutputFiles.temporary(file), victim);

    assertThat(OutputFiles.write(new OutputRoot(out), file, bytes("x"))).isTrue();

    assertThat(file).hasContent("x");
    assertThat(victim).hasContent("mine");
  }

  @Test
  public void aLinkIsDeletedItselfAndADirectoryNever() throws Exception {
    Path link = Files.createSymbolicLink(out.resolve("a"), victim);
    Path directory = Files.createDirectory(out.resolve("d"));
    Path state = base.resolve("a.state");
    String lines =
        "out\t4\t1\t" + link + "\nout\t4\t1\t" + directory + "\nout\t4\t1\t" + out + "\n";
    Files.writeString(state, FIRST + "unit\ta\t1\n" + lines);

    assertThat(run(state)).containsExactly(link);
    assertThat(victim).hasContent("mine");
    assertThat(directory).isDirectory();
  }

  @Test
  public void acceptsADirectoryThatIsYetToBeMade() {
    OutputRoot root = new OutputRoot(base.resolve("not/yet"));

    assertThatCode(() -> root.require(base.resolve("not/yet/a/b"))).doesNotThrowAnyException();
    assertThat(root.holds(base.resolve("not/yet"))).isFalse();
  }

  @Test
  public void aDirectoryNamedWithDotsIsTheUsersToName() throws IOException {
    OutputRoot root = new OutputRoot(base.resolve("x/../out"));
    Files.createDirectory(base.resolve("x"));

    assertThat(root.holds(base.resolve("x/../out/a"))).isTrue();
    assertThat(root.holds(base.resolve("x/../out/../a"))).isFalse();
  }

  private List<Path> run(Path state) throws IOException, InterruptedException {
    return new IncrementalBuild(
            new StateFile(state, new OutputRoot(base)),
            List.of(new OutputRoot(out)),
            Map.of(),
            new Digests())
        .run(List.of())
        .deleted();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
