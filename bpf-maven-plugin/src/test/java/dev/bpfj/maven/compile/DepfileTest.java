package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.maven.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Rules for make, as clang writes them. */
public final class DepfileTest {

  @DataProvider
  public static Object[][] rules() {
    return new Object[][] {
      {"one line", "x.o: a.c b.h\n", List.of("a.c", "b.h")},
      {"continued lines", "x.o: a.c \\\n  b.h \\\n  c.h\n", List.of("a.c", "b.h", "c.h")},
      {"lines that end as on Windows", "x.o: a.c \\\r\n  b.h\r\n", List.of("a.c", "b.h")},
      {"a target with a space", "a\\ b/x.o: a.c\n", List.of("a.c")},
      {"spaces", "x.o: a\\ b/c.h\n", List.of("a b/c.h")},
      {"what make gives a meaning", "x.o: a\\#b$$c.h\n", List.of("a#b$c.h")},
      {"a backslash in a name", "x.o: a\\b.h\n", List.of("a\\b.h")},
      {"a colon in a name", "x.o: C:\\inc\\a.h\n", List.of("C:\\inc\\a.h")},
      {"no prerequisite", "x.o:\n", List.of()},
      {"nothing", "", List.of()},
    };
  }

  @Test(dataProvider = "rules")
  public void reads(String what, String text, List<String> prerequisites) {
    assertThat(Depfile.prerequisites(text)).as(what).isEqualTo(prerequisites);
  }

  @Test
  public void readsWhatClangWritesForTheOddestNames() throws Exception {
    Path root = TestFiles.directory();
    try {
      Path header = TestFiles.write(root.resolve("#1 $x/a b.h"), "");
      Path source = TestFiles.write(root.resolve("#1 $x/c.c"), "#include \"a b.h\"\n");
      Path depfile = root.resolve("d e.d");
      Process clang =
          new ProcessBuilder(
                  "clang-14", "-MD", "-MF", depfile.toString(), "-fsyntax-only", source.toString())
              .inheritIO()
              .start();
      assertThat(clang.waitFor()).isZero();

      assertThat(Depfile.prerequisites(Files.readString(depfile)))
          .containsExactly(source.toString(), header.toString());
    } finally {
      TestFiles.delete(root);
    }
  }
}
