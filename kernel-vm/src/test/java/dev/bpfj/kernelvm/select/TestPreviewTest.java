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
    "package org.testng; public class TestNG {}",
    "package org.junit.jupiter.api; import java.lang.annotation.*;"
        + " @Retention(RetentionPolicy.RUNTIME) public @interface Tag { String value(); }",
    "package org.junit; import java.lang.annotation.*;"
        + " @Retention(RetentionPolicy.RUNTIME) public @interface Test {}",
    "package t; public class OldTest { @org.junit.Test public void adds() {} }",
    "package t; import java.lang.annotation.*; @org.junit.jupiter.api.Test"
        + " @org.junit.jupiter.api.Tag(\"slow\") @Retention(RetentionPolicy.RUNTIME)"
        + " public @interface SlowTest {}",
    "package t; class ComposedTest { @SlowTest void adds() {} class Inner { @SlowTest void subs() {} } }",
    "package t; public class Gone {}",
    "package t; public class UnloadableTest extends Gone {}",
  };

  /** What runs JUnit's tests. */
  private static final String[] JUNIT = {
    "package org.junit.platform.launcher; public interface Launcher {}",
    "package org.junit.jupiter.engine; public class JupiterTestEngine {}",
  };

  private Path classes;
  private Path junit;

  @BeforeClass
  void compile() throws IOException {
    classes = compiled(SOURCES);
    Files.delete(classes.resolve("t/Gone.class"));
    junit = compiled(JUNIT);
  }

  private static Path compiled(String... sources) throws IOException {
    Path classes = Files.createTempDirectory(Path.of("target"), "preview").toAbsolutePath();
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
    for (String source : sources) {
      String name = source.replaceFirst("(?s).*? (class|@?interface) (\\w+).*", "$2");
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
    return classes;
  }

  private Optional<String> preview(List<String> groups, String... includes) {
    return preview(List.of(classes), groups, includes);
  }

  private Optional<String> preview(List<Path> classPath, List<String> groups, String... includes) {
    TestSelection selection =
        new TestSelection(List.of(classes), List.of(includes), List.of(), groups, List.of());
    return TestPreview.of(selection, ClassScanner.scan(selection), classPath);
  }

  @DataProvider
  Object[][] nothings() {
    return new Object[][] {
      {
        "JUnit's tests without what runs them",
        List.of(),
        new String[] {"*JupiterTest"},
        "t.JupiterTest, t.OtherJupiterTest: tests of JUnit, which is not on the class path: add"
            + " org.junit.jupiter:junit-jupiter in test scope"
      },
      {
        "tests of JUnit 4",
        List.of(),
        new String[] {"OldTest"},
        "t.OldTest: tests of JUnit 4, which guests run with the vintage engine: add"
            + " org.junit.vintage:junit-vintage-engine in test scope"
      },
      {
        "no tests at all",
        List.of(),
        new String[] {"PlainTest"},
        "t.PlainTest: no tests of TestNG or JUnit: annotate methods with"
            + " org.testng.annotations.Test or org.junit.jupiter.api.Test"
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
  public void testsThatNoGuestRunsAreNamedAmongOthers() {
    assertThat(preview(List.of(), "AllTest", "OldTest"))
        .contains(
            "t.OldTest: tests of JUnit 4, which guests run with the vintage engine: add"
                + " org.junit.vintage:junit-vintage-engine in test scope");
  }

  @DataProvider
  Object[][] ofJunit() {
    return new Object[][] {
      {"a method that is not public", List.of(), new String[] {"JupiterTest#add*"}},
      {"an inherited one", List.of(), new String[] {"OtherJupiterTest#adds"}},
      {"one of a nested class", List.of(), new String[] {"ComposedTest#subs"}},
      {"a tag", List.of("slow"), new String[] {"JupiterTest", "ComposedTest"}},
      {"an expression of tags", List.of("!fast"), new String[] {"JupiterTest"}},
      {"both frameworks", List.of("vm", "slow"), new String[] {"ComposedTest", "InheritedTest"}},
    };
  }

  @Test(dataProvider = "ofJunit")
  public void testsOfJunitRunWhereItIsOnTheClassPath(
      String name, List<String> groups, String[] includes) {
    assertThat(preview(List.of(classes, junit), groups, includes)).isEmpty();
  }

  @Test
  public void aTagThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> preview(List.of(classes, junit), List.of("fast"), "ComposedTest"))
        .isInstanceOf(NoTestsException.class)
        .hasMessage("t.ComposedTest: no test is in these groups: groups=[fast], found=[slow]");
  }

  @Test
  public void whatAnotherEngineRunsIsForTheGuestToSay() throws IOException {
    Path other = compiled(JUNIT);
    Path services = Files.createDirectories(other.resolve("META-INF/services"));
    Files.writeString(services.resolve("org.junit.platform.engine.TestEngine"), "p.OtherEngine\n");
    assertThat(preview(List.of(classes, other), List.of("none"), "PlainTest")).isEmpty();
  }

  @Test
  public void aGroupThatIsNoPatternIsRefused() {
    assertThatThrownBy(() -> preview(List.of("vm["), "AllTest"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("group 'vm[': not a regular expression: Unclosed character class");
  }
}
