package dev.bpfj.kernelvm.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.NoTestsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What no guest would run is said before one boots. */
public final class TestPreviewTest {
  private static final String[] SOURCES = {
    "package org.junit.jupiter.api; import java.lang.annotation.*;"
        + " @Retention(RetentionPolicy.RUNTIME) public @interface Test {}",
    "package org.testng.annotations; import java.lang.annotation.*;"
        + " @Retention(RetentionPolicy.RUNTIME) public @interface Test"
        + " { String[] groups() default {}; }",
    "package t; public class JupiterTest { @org.junit.jupiter.api.Test void adds() {} }",
    "package t; public class OtherJupiterTest extends JupiterTest {}",
    "package t; public class PlainTest { public void adds() {} }",
    "package t; public class BaseOfTests { @org.testng.annotations.Test(groups = \"vm\")"
        + " public void adds() {} }",
    "package t; public class InheritedTest extends BaseOfTests {}",
    "package t; @org.testng.annotations.Test(groups = \"host\") public class AllTest {"
        + " static { if (true) throw new Error(); } public void adds() {} }",
    "package t; public class Gone {}",
    "package t; public class UnloadableTest extends Gone {}",
  };

  private Path classes;

  @BeforeClass
  void compile() throws IOException {
    classes = Files.createTempDirectory(Path.of("target"), "preview").toAbsolutePath();
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
    for (String source : SOURCES) {
      String name = source.replaceFirst("(?s).* (class|@interface) (\\w+).*", "$2");
      String folder = source.replaceFirst("(?s)package ([\\w.]+);.*", "$1");
      Path file = classes.resolve("src").resolve(folder).resolve(name + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
      arguments.add(file.toString());
    }
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
    Files.delete(classes.resolve("t/Gone.class"));
  }

  private Optional<String> preview(List<String> groups, String... includes) {
    TestSelection selection =
        new TestSelection(List.of(classes), List.of(includes), List.of(), groups, List.of());
    return TestPreview.of(selection, ClassScanner.scan(selection), List.of(classes));
  }

  @DataProvider
  Object[][] nothings() {
    return new Object[][] {
      {
        "JUnit's tests only",
        List.of(),
        new String[] {"*JupiterTest"},
        "t.JupiterTest, t.OtherJupiterTest: no tests of TestNG, but of JUnit: annotate methods with"
            + " org.testng.annotations.Test: guests do not run JUnit's"
      },
      {
        "no tests at all",
        List.of(),
        new String[] {"PlainTest"},
        "t.PlainTest: no tests of TestNG: annotate methods with org.testng.annotations.Test"
      },
      {
        "a method that is not there",
        List.of(),
        new String[] {"InheritedTest#subtracts"},
        "t.InheritedTest: no such method: wanted=[InheritedTest#subtracts]"
      },
      {
        "a group that is not there",
        List.of("vmm"),
        new String[] {"InheritedTest", "AllTest"},
        "t.AllTest, t.InheritedTest: no test is in these groups: groups=[vmm], found=[host, vm]"
      },
    };
  }

  @Test(dataProvider = "nothings")
  public void whatNoGuestWouldRunIsRefused(
      String name, List<String> groups, String[] includes, String message) {
    assertThatThrownBy(() -> preview(groups, includes))
        .isInstanceOf(NoTestsException.class)
        .hasMessage(message);
  }

  @DataProvider
  Object[][] somethings() {
    return new Object[][] {
      {"inherited tests", List.of(), new String[] {"InheritedTest"}},
      {"an inherited method", List.of(), new String[] {"InheritedTest#ad*"}},
      {"one method of two names", List.of(), new String[] {"InheritedTest#no+adds"}},
      {"a group's pattern", List.of("v."), new String[] {"InheritedTest", "AllTest"}},
      {"a class that cannot be loaded here", List.of("vmm"), new String[] {"UnloadableTest"}},
    };
  }

  @Test(dataProvider = "somethings")
  public void whatAGuestMayRunIsNot(String name, List<String> groups, String[] includes) {
    assertThat(preview(groups, includes)).isEmpty();
  }

  @Test
  public void testsOfJunitAmongOthersAreNamed() {
    assertThat(preview(List.of(), "AllTest", "JupiterTest"))
        .contains("t.JupiterTest: tests of JUnit, which guests do not run");
  }

  @Test
  public void aGroupThatIsNoPatternIsRefused() {
    assertThatThrownBy(() -> preview(List.of("vm["), "AllTest"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("group 'vm[': not a regular expression: Unclosed character class");
  }
}
