package dev.bpfj.kernelvm.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class ClassScannerTest {
  private Path classes;

  @BeforeClass
  void makeClasses() throws IOException {
    classes = Files.createTempDirectory(Path.of("target"), "classes");
    for (String name :
        List.of(
            "a/FooTest",
            "a/FooTest$Nested",
            "a/TestBar",
            "a/b/BazTests",
            "a/b/QuxTestCase",
            "a/b/Helper",
            "a/b/FooTest",
            "a/package-info",
            "RootTest")) {
      Path file = classes.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, new byte[0]);
    }
    Files.write(classes.resolve("a/FooTest.txt"), new byte[0]);
  }

  @DataProvider
  Object[][] selections() {
    return new Object[][] {
      {
        "Surefire's defaults",
        List.of(),
        List.of(),
        List.of(
            "RootTest", "a.FooTest", "a.TestBar", "a.b.BazTests", "a.b.FooTest", "a.b.QuxTestCase"),
      },
      {
        "a path with stars", List.of("a/*Test.java"), List.of(), List.of("a.FooTest"),
      },
      {
        "two stars in the middle",
        List.of("a/**/FooTest.class"),
        List.of(),
        List.of("a.FooTest", "a.b.FooTest"),
      },
      {"a simple name", List.of("FooTest"), List.of(), List.of("a.FooTest", "a.b.FooTest")},
      {"a qualified name", List.of("a.b.FooTest"), List.of(), List.of("a.b.FooTest")},
      {"a question mark", List.of("**/Ba?Tests"), List.of(), List.of("a.b.BazTests")},
      {
        "a regular expression",
        List.of("%regex[.*(Baz|Qux).*]"),
        List.of(),
        List.of("a.b.BazTests", "a.b.QuxTestCase"),
      },
      {
        "a regular expression with the file's ending",
        List.of("%regex[a/b/H.*\\.class]"),
        List.of(),
        List.of("a.b.Helper"),
      },
      {"excludes", List.of("FooTest"), List.of("a/b/**"), List.of("a.FooTest")},
      {
        "an include that excludes",
        List.of("FooTest", "!a.FooTest"),
        List.of(),
        List.of("a.b.FooTest")
      },
    };
  }

  @Test(dataProvider = "selections")
  public void selectsAsSurefireDoes(
      String name, List<String> includes, List<String> excludes, List<String> expected) {
    assertThat(scan(includes, excludes).classes()).isEqualTo(expected);
    assertThat(scan(includes, excludes).methods()).isEmpty();
  }

  @Test
  public void methodsBecomeFilters() {
    ClassScanner.Selected selected = scan(List.of("a.FooTest#runs*+stops", "RootTest"), List.of());
    assertThat(selected.classes()).containsExactly("RootTest", "a.FooTest");
    assertThat(selected.methods()).containsExactly("a.FooTest#runs*", "a.FooTest#stops");
  }

  @Test
  public void classNamedWholeRunsWhole() {
    assertThat(scan(List.of("a.FooTest#runs", "a.FooTest"), List.of()).methods()).isEmpty();
  }

  @Test
  public void nothingSelectedIsRefused() {
    assertThatThrownBy(() -> scan(List.of("Nobody"), List.of()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "["
                + classes
                + "]: no test class is selected: classes=7, includes=[Nobody], excludes=[]");
  }

  private ClassScanner.Selected scan(List<String> includes, List<String> excludes) {
    return ClassScanner.scan(
        new TestSelection(List.of(classes), includes, excludes, List.of(), List.of()));
  }
}
