package dev.bpfj.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * What the processor writes compiles, and what stubs cannot call is refused where it is declared.
 */
public final class StubProcessorTest {
  private static final String CALLS =
      """
      package calls;
      class CLibrary { long address(String name) { return 1; } }
      """;
  private static final String FUNCTIONS =
      """
      package calls;
      final class CFunctions {
        static long present(long address, String name) { return address; }
        static long call(long function, long... arguments) { return 0; }
        static long callIgnoringErrno(long function, long... arguments) { return 0; }
      }
      """;

  private Path folder = Path.of("");

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  @BeforeMethod
  public void makeFolder() throws IOException {
    folder = Files.createTempDirectory("stubs");
  }

  @AfterMethod(alwaysRun = true)
  public void deleteFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Compiles an interface {@code raw.X}, and gives javac's errors. */
  private List<String> errors(String declaration) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null,
              files,
              diagnostics,
              List.of("-Astubs.interfaces=raw", "-Astubs.package=calls", "-Xlint:all,-processing"),
              null,
              List.of(
                  new Source("raw/X", "package raw; " + declaration),
                  new Source("calls/CLibrary", CALLS),
                  new Source("calls/CFunctions", FUNCTIONS)));
      task.setProcessors(List.of(new StubProcessor()));
      task.call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }

  private String stub() throws IOException {
    return Files.readString(folder.resolve("calls/XStubs.java"));
  }

  @Test
  public void everyTypeThatStubsPassCompiles() throws IOException {
    assertThat(
            errors(
                """
                public interface X {
                  void nothing();
                  byte eight(byte a, short b, int c, long d, boolean e);
                  short sixteen();
                  int number(long number);
                  long word(int a);
                }
                """))
        .isEmpty();
    assertThat(stub())
        .contains("  private final long eight;\n")
        .contains("    eight = library.address(\"eight\");\n")
        .contains(
            "  public byte eight(byte a, short b, int c, long d, boolean e) {\n"
                + "    return (byte) CFunctions.call(CFunctions.present(this.eight, \"eight\"),"
                + " a, b, c, d, e ? 1L : 0L);\n")
        .contains(
            "    return (int) CFunctions.call(CFunctions.present(this.number, \"number\"),"
                + " number);\n")
        .contains("    CFunctions.call(CFunctions.present(this.nothing, \"nothing\"));\n");
  }

  @Test
  public void aFunctionWhoseErrnoNobodyAsksForDoesNotSaveIt() throws IOException {
    assertThat(
            errors(
                "public interface X { @jnr.ffi.annotations.IgnoreError int element(long key); }"))
        .isEmpty();
    assertThat(stub())
        .contains(
            "CFunctions.callIgnoringErrno(CFunctions.present(this.element, \"element\"), key)");
  }

  @Test
  public void onlyInterfacesOfThePackageItselfHaveStubs() throws IOException {
    assertThat(errors("public interface X {} class Y { interface Inner { float f(); } }"))
        .isEmpty();
    assertThat(Files.exists(folder.resolve("calls/YStubs.java"))).isFalse();
  }

  @DataProvider
  public Object[][] refusals() {
    return new Object[][] {
      {
        "a float",
        "interface X { int f(float a); }",
        "f: stubs pass integers and addresses as long, and no other type: FLOAT"
      },
      {
        "a double result",
        "interface X { double f(); }",
        "f: stubs pass integers and addresses as long, and no other type: DOUBLE"
      },
      {
        "a string",
        "interface X { int f(String a); }",
        "f: stubs pass integers and addresses as long, and no other type: DECLARED"
      },
      {
        "a boolean result",
        "interface X { boolean f(); }",
        "f: returns a boolean; of a C bool one byte is defined: declare a byte"
      },
      {
        "seven parameters",
        "interface X { int f(int a, int b, int c, int d, int e, int f, int g); }",
        "f: has more parameters than a stub can pass: most=6"
      },
      {
        "six parameters through x86 stubs",
        "interface X { int f(int a, int b, int c, int d, int e, int f); }",
        "f: has six integer parameters, of which jnr-ffi's x86-64 stubs pass the last one wrongly;"
            + " declare it in an interface with @NoX86"
      },
      {
        "@NoX86 on a method",
        "interface X { @jnr.ffi.provider.jffi.NoX86 int f(); }",
        "f: has @NoX86, which jnr-ffi reads on interfaces alone; declare it in one with it"
      },
      {
        "a body",
        "interface X { default int f() { return 1; } }",
        "f: has a body; an interface of C functions has no logic"
      },
      {
        "an overload",
        "interface X { int f(); int f(int a); }",
        "f: is declared twice; a C function has one signature"
      },
      {
        "an inherited interface",
        "interface X extends Runnable {}",
        "X: extends another interface; declare each function once"
      },
    };
  }

  @Test(dataProvider = "refusals")
  public void whatStubsCannotCallIsRefused(String what, String declaration, String message)
      throws IOException {
    assertThat(errors("public " + declaration)).contains(message);
  }

  @Test
  public void sixParametersWithoutX86StubsCompile() throws IOException {
    assertThat(
            errors(
                "@jnr.ffi.provider.jffi.NoX86 public interface X {"
                    + " int f(int a, int b, int c, int d, int e, int f); }"))
        .isEmpty();
  }
}
