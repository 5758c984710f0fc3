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
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Units that copy a file, to see when they run. */
public final class IncrementalBuildTest extends WithDirectory {
  private Path out = Path.of("");
  private Path state = Path.of("");

  @BeforeMethod
  void prepare() {
    out = root.resolve("out");
    state = root.resolve("state/copy.state");
  }

  @Test
  public void buildsEverythingOnce() throws Exception {
    List<Unit> units = List.of(copy("a", "1"), copy("b", "1"));

    assertThat(run(units)).isEqualTo(new IncrementalBuild.Result(2, 0, List.of()));
    assertThat(run(units)).isEqualTo(new IncrementalBuild.Result(0, 2, List.of()));
  }

  @Test
  public void writesNothingIfNothingChanged() throws Exception {
    List<Unit> units = List.of(copy("a", "1"));
    run(units);
    var before = TestFiles.times(root);

    run(units);

    assertThat(TestFiles.times(root)).isEqualTo(before);
  }

  @Test
  public void whatOthersCopiedOfADeletedFileIsDeletedToo() throws Exception {
    run(List.of(copy("a", "1"), copy("b", "1")));
    TestFiles.write(root.resolve("classes/a"), "a copy");
    TestFiles.write(root.resolve("classes/b"), "a copy, of an older b");

    IncrementalBuild.Result result = run(List.of(copy("a", "1")));

    assertThat(result.deleted()).containsExactly(root.resolve("classes/b"), out.resolve("b"));
    assertThat(TestFiles.names(root.resolve("classes"))).containsExactly("a");
  }

  @Test
  public void buildsAgainWhatReadAChangedFile() throws Exception {
    List<Unit> units = List.of(copy("a", "1"), copy("b", "1"));
    run(units);
    Files.writeString(root.resolve("in/b"), "other");

    assertThat(run(units)).isEqualTo(new IncrementalBuild.Result(1, 1, List.of()));
    assertThat(out.resolve("b")).hasContent("other");
  }

  @Test
  public void goesByTheContentOfInputsAndNotByTheirTime() throws Exception {
    List<Unit> units = List.of(copy("a", "1"));
    run(units);
    Files.setLastModifiedTime(root.resolve("in/a"), java.nio.file.attribute.FileTime.fromMillis(7));

    assertThat(run(units).built()).isZero();
  }

  @Test
  public void buildsAgainWithAnotherKey() throws Exception {
    run(List.of(copy("a", "1"), copy("b", "1")));

    assertThat(run(List.of(copy("a", "2"), copy("b", "1"))))
        .isEqualTo(new IncrementalBuild.Result(1, 1, List.of()));
  }

  @DataProvider
  public static Object[][] meddling() {
    Meddling delete = Files::delete;
    Meddling edit = file -> Files.writeString(file, "edited");
    Meddling touch =
        file -> Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(7));
    return new Object[][] {
      {"an output was deleted", delete},
      {"an output was edited", edit},
      {"an output was written by somebody", touch},
    };
  }

  /** What somebody else does to a file of ours. */
  interface Meddling {
    void on(Path file) throws IOException;
  }

  @Test(dataProvider = "meddling")
  public void buildsAgainIf(String what, Meddling meddling) throws Exception {
    List<Unit> units = List.of(copy("a", "1"));
    run(units);
    meddling.on(out.resolve("a"));

    assertThat(run(units).built()).as(what).isEqualTo(1);
    assertThat(out.resolve("a")).hasContent("content of a");
  }

  @Test
  public void deletesWhatItNoLongerMakesAndTheDirectoriesThatLeavesEmpty() throws Exception {
    run(List.of(copy("deep/er/a", "1"), copy("b", "1")));
    TestFiles.write(out.resolve("deep/not ours"), "");

    assertThat(run(List.of(copy("b", "1"))))
        .isEqualTo(new IncrementalBuild.Result(0, 1, List.of(out.resolve("deep/er/a"))));
    assertThat(TestFiles.names(out)).containsExactly("b", "deep/not ours");
    assertThat(out.resolve("deep/er")).doesNotExist();
  }

  @Test
  public void keepsItsRootWhenNothingIsLeft() throws Exception {
    run(List.of(copy("a", "1")));

    assertThat(run(List.of()).deleted()).containsExactly(out.resolve("a"));
    assertThat(out).isEmptyDirectory();
  }

  @Test
  public void saysAllProblemsAndBuildsTheRest() throws Exception {
    List<Unit> units = List.of(failing("a", "a is bad"), copy("b", "1"), failing("c", "c is bad"));

    assertThatThrownBy(() -> run(units))
        .isInstanceOf(InputException.class)
        .hasMessage("a is bad\nc is bad");
    assertThat(out.resolve("b")).exists();
    assertThat(run(List.of(copy("b", "1"))).upToDate()).isEqualTo(1);
  }

  @Test
  public void saysTheSameProblemOnce() {
    assertThatThrownBy(() -> run(List.of(failing("a", "no tool"), failing("b", "no tool"))))
        .hasMessage("no tool");
  }

  @Test
  public void stillOwnsWhatAUnitMadeBeforeItCouldNotBeBuilt() throws Exception {
    run(List.of(copy("a", "1")));
    assertThatThrownBy(() -> run(List.of(failing("a", "a is bad")))).hasMessage("a is bad");
    assertThat(out.resolve("a")).exists();

    assertThat(run(List.of()).deleted()).containsExactly(out.resolve("a"));
  }

  @Test
  public void triesAgainWhatCouldNotBeBuilt() throws Exception {
    run(List.of(copy("a", "1")));
    assertThatThrownBy(() -> run(List.of(failing("a", "a is bad")))).hasMessage("a is bad");

    assertThat(run(List.of(copy("a", "1"))).built()).isEqualTo(1);
  }

  @Test
  public void throwsWhatTheMachineDoes() {
    Unit unit =
        new Unit(
            "a",
            "1",
            () -> {
              throw new IOException("disk full");
            });

    assertThatThrownBy(() -> run(List.of(unit)))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  public void buildsAgainWhatReadAFileThatWasChangedMeanwhile() throws Exception {
    Unit unit =
        new Unit(
            "a",
            "1",
            () ->
                new Unit.Product(
                    List.of(new InputStamp(TestFiles.write(root.resolve("in/a"), "x"), "")),
                    List.of()));
    run(List.of(unit));

    assertThat(run(List.of(unit)).built()).isEqualTo(1);
  }

  @DataProvider
  public static Object[][] brokenStates() {
    String first = "bpf-maven-plugin state 2\n";
    return new Object[][] {
      {"empty", ""},
      {"of another format", "bpf-maven-plugin state 1\nunit\ta\t1\n"},
      {"cut off in a line", first + "unit\ta"},
      {"with a number that is none", first + "unit\ta\t1\nout\tx\ty\tz\n"},
      {"with an unknown line", first + "what\n"},
      {"with a path that is none", first + "unit\ta\t1\nin\td\t\0\n"},
      {"cut off in an escape", first + "unit\ta\t1\\"},
      {"not text", "\uffff"},
    };
  }

  @Test(dataProvider = "brokenStates")
  public void buildsEverythingIfWhatItKnewIs(String what, String content) throws Exception {
    run(List.of(copy("a", "1")));
    Files.write(
        state,
        content.equals("\uffff")
            ? new byte[] {(byte) 0xff, (byte) 0xfe}
            : content.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(run(List.of(copy("a", "1"))).built()).as(what).isEqualTo(1);
    assertThat(run(List.of(copy("a", "1"))).upToDate()).as(what).isEqualTo(1);
  }

  @Test
  public void aStateFileOfAnySizeOrKindIsNoReasonToFail() throws Exception {
    run(List.of(copy("a", "1")));
    try (RandomAccessFile sparse = new RandomAccessFile(state.toFile(), "rw")) {
      sparse.setLength(1_900_000_000);
    }
    assertThat(run(List.of(copy("a", "1"))).built()).isEqualTo(1);

    Files.delete(state);
    assertThat(new ProcessBuilder("mkfifo", state.toString()).start().waitFor()).isZero();
    assertThat(run(List.of(copy("a", "1"))).built()).isEqualTo(1);
    assertThat(state).isRegularFile();
  }

  @Test
  public void inputsThatAStateNamesAreReadOnlyIfTheyAreFiles() throws Exception {
    run(List.of(copy("a", "1")));
    Path pipe = root.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    String unit =
        Files.readString(state)
            .lines()
            .filter(line -> line.startsWith("unit"))
            .findFirst()
            .orElseThrow();
    for (String input :
        List.of(
            "in\td\t" + pipe,
            "in\td\t/dev/zero",
            "copied\t0\t-1\t0\t" + pipe + "\t" + out.resolve("a"),
            "copied\t0\t-1\t0\t" + root.resolve("in/empty") + "\t" + pipe)) {
      TestFiles.write(root.resolve("in/empty"), "");
      Files.writeString(state, "bpf-maven-plugin state 2\n" + unit + "\n" + input + "\n");

      assertThat(run(List.of(copy("a", "1"))).built()).as(input).isEqualTo(1);
    }
  }

  @Test
  public void remembersNamesWithTabsAndNewlines() throws Exception {
    List<Unit> units = List.of(copy("a\tb\nc\\d\r", "1"));
    run(units);

    assertThat(run(units).upToDate()).isEqualTo(1);
    assertThat(run(List.of()).deleted()).containsExactly(out.resolve("a\tb\nc\\d\r"));
  }

  private IncrementalBuild.Result run(List<Unit> units) throws IOException, InterruptedException {
    return new IncrementalBuild(
            new StateFile(state, new OutputRoot(root)),
            List.of(new OutputRoot(out)),
            Map.of(new OutputRoot(out), new OutputRoot(root.resolve("classes"))),
            new Digests())
        .run(units);
  }

  private Unit copy(String name, String key) throws IOException {
    Path in = root.resolve("in").resolve(name);
    if (!Files.exists(in)) {
      TestFiles.write(in, "content of " + name);
    }
    return new Unit(
        name,
        key,
        () -> {
          byte[] content = Files.readAllBytes(in);
          OutputFiles.write(new OutputRoot(out), out.resolve(name), content);
          return new Unit.Product(
              List.of(new InputStamp(in, Digests.of(content))), List.of(out.resolve(name)));
        });
  }

  private static Unit failing(String name, String message) {
    return new Unit(
        name,
        "changed",
        () -> {
          throw new InputException(message);
        });
  }
}
