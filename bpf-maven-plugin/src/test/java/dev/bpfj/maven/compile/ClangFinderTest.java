package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

/** Compilers on a made-up PATH. */
public final class ClangFinderTest extends WithDirectory {
  private static final String INSTALL =
      "; install one that has the BPF target (Debian and Ubuntu: apt-get install clang, or a newer"
          + " one such as clang-19; Fedora: dnf install clang) or name one by"
          + " -Dbpf.clang=/path/to/clang";

  @Test
  public void prefersPlainClang() throws IOException {
    program("one/clang-19");
    Path clang = program("two/clang");

    assertThat(candidates().get(0)).isEqualTo(clang);
  }

  @Test
  public void takesTheNewestNumberedClangFromWhereverItIs() throws IOException {
    program("one/clang-9");
    program("one/clang-format-20");
    program("one/clang-20.old");
    Path newest = program("two/clang-19");
    TestFiles.write(root.resolve("two/clang-21"), "not a program");

    assertThat(candidates()).containsExactly(newest);
  }

  @Test
  public void looksANameUpOnThePath() throws IOException {
    program("one/clang");
    Path wanted = program("two/clang-14");

    assertThat(find("clang-14")).isEqualTo(wanted);
  }

  @Test
  public void takesAPathAsItIs() throws IOException {
    Path wanted = program("elsewhere/my-clang");

    assertThat(find(wanted.toString())).isEqualTo(wanted);
  }

  @Test
  public void offersTheNewestNumberedOneWherePlainClangIsNotGoodEnough() throws IOException {
    Path clang = program("one/clang");
    Path newest = program("one/clang-19");

    assertThat(candidates()).containsExactly(clang, newest);
  }

  @Test
  public void looksNowhereWithoutAPath() throws IOException {
    assertThat(new ClangFinder("").candidates()).isEmpty();
  }

  @Test
  public void saysThatANamedOneIsNotThere() {
    assertThatThrownBy(() -> find("/no/such/clang"))
        .isInstanceOf(InputException.class)
        .hasMessage("bpf.clang: no such program: value=/no/such/clang" + INSTALL);
  }

  private Path find(String wanted) {
    return finder().named(wanted);
  }

  private List<Path> candidates() throws IOException {
    return finder().candidates();
  }

  private ClangFinder finder() {
    return new ClangFinder(root.resolve("one") + "::" + root.resolve("two"));
  }

  private Path program(String name) throws IOException {
    Path program = TestFiles.write(root.resolve(name), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  @Test
  public void skipsDirectoriesThatDoNotExist() throws IOException {
    Path clang = program("two/clang-15");
    assertThat(Files.exists(root.resolve("one"))).isFalse();

    assertThat(candidates()).containsExactly(clang);
  }
}
