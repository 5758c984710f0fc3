package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.codegen.naming.JavaIdentifier;
import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.codegen.support.Generated;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Names that a skeleton's source uses, given to the skeleton and to what is in it: whatever name is
 * hidden, the source compiles or is refused.
 */
public final class HiddenNamesTest {
  private static final List<String> PROGRAMS =
      List.of("sections", "scalars", "maps", "structs", "names");

  private static final Pattern WORD = Pattern.compile("\\b([A-Za-z_]\\w*)");

  /** What a program's skeleton declares itself is as good a name as any of the object's. */
  private static final Pattern DECLARED = Pattern.compile("\\b(?:class|enum) (\\w+)");

  private static final Pattern NO_CODE =
      Pattern.compile("/\\*.*?\\*/|//.*?\n|\"(\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);

  /** Names with a meaning in some place of the language, or first parts of imported packages. */
  private static final Set<String> WORDS =
      Set.of(
          "dev",
          "exports",
          "java",
          "lang",
          "module",
          "open",
          "opens",
          "org",
          "permits",
          "provides",
          "record",
          "requires",
          "sealed",
          "to",
          "transitive",
          "uses",
          "var",
          "when",
          "with",
          "yield");

  /** Each name, and a program whose skeleton mentions it. */
  private final Map<String, String> mentions = new TreeMap<>();

  private final Map<String, Integer> sizes = new HashMap<>();

  @BeforeClass
  public void readNames() {
    for (String program : PROGRAMS) {
      String source = Generated.generate(program).sources().get(0).content();
      sizes.put(program, source.length());
      String code = NO_CODE.matcher(source).replaceAll("");
      Set<String> own = all(DECLARED, code);
      all(WORD, code).stream()
          .filter(word -> !own.contains(word))
          .forEach(word -> mention(word, program));
    }
    mentions.keySet().removeIf(name -> !Character.isUpperCase(name.charAt(0)));
    // What other objects' skeletons mention, and what would be mentioned in another place.
    ReservedNames.CLASSES.forEach(name -> mention(name, "sections"));
    WORDS.forEach(name -> mention(name, "sections"));
    mentions.keySet().removeIf(name -> !JavaIdentifier.isSafe(name));
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(found -> found.group(found.groupCount()))
        .collect(Collectors.toSet());
  }

  private void mention(String name, String program) {
    mentions.merge(
        name, program, (a, b) -> Comparator.comparing(sizes::get).compare(a, b) <= 0 ? a : b);
  }

  @Test
  public void aSkeletonOfAnyNameCompilesOrIsRefused() {
    List<SourceFile> sources = new ArrayList<>();
    Set<String> refused = new TreeSet<>();
    mentions.forEach(
        (name, program) -> {
          try {
            // In a package of its own: a class hides those of java.lang from its whole package.
            String packageName = "p" + sources.size();
            SkeletonRequest request = new SkeletonRequest(packageName, name, program, List.of());
            sources.addAll(
                new SkeletonGenerator().generate(BpfCompiler.object(program), request).sources());
          } catch (IllegalArgumentException e) {
            refused.add(name);
          }
        });
    Compiled.of(sources);
    assertThat(sources).hasSizeGreaterThan(30);
    assertThat(refused).contains("BpfMap", "Maps", "Override", "String", "record", "var");
  }

  @DataProvider
  public Object[][] declarations() {
    return new Object[][] {
      {"struct", "struct %1$s { int %1$s; char text[4]; long list[2]; };\nstruct %1$s v_%1$s;\n"},
      {"union", "union %1$s { int %1$s; long other; };\nunion %1$s v_%1$s;\n"},
      {"enum", "enum %1$s { %1$s_a, %1$s_b = 5 };\nenum %1$s v_%1$s;\n"},
      {"typedef", "typedef struct { int %1$s; } %1$s;\n%1$s v_%1$s;\n"},
      {"variable", "int %1$s;\n"},
      {"constant", "enum e_%1$s { %1$s, other_%1$s };\nenum e_%1$s v_%1$s;\n"},
      {"section", "__attribute__((section(\".data.%1$s\"))) int v_%1$s = 1;\n"},
      {"program", "__attribute__((section(\"raw_tp\"))) int %1$s(void *c) { return 0; }\n"},
    };
  }

  @Test(dataProvider = "declarations")
  public void anythingOfAnyNameCompiles(String what, String declaration) throws IOException {
    StringBuilder program = new StringBuilder();
    mentions.keySet().forEach(name -> program.append(declaration.formatted(name)));
    SkeletonRequest request = new SkeletonRequest("generated", "hidden_" + what);
    BpfObjectFile object =
        BpfObjectFile.parse(
            what + ".bpf.o",
            Files.readAllBytes(BpfCompiler.compileText("hidden_" + what, program.toString())));

    Compiled.of(new SkeletonGenerator().generate(object, request).sources());
  }

  @Test
  public void typesThatAreAskedForCompileToo() throws IOException {
    StringBuilder program = new StringBuilder();
    mentions
        .keySet()
        .forEach(name -> program.append("struct %1$s { int x; } *p_%1$s;\n".formatted(name)));
    BpfObjectFile object =
        BpfObjectFile.parse(
            "asked.bpf.o",
            Files.readAllBytes(BpfCompiler.compileText("hidden_asked", program.toString())));
    SkeletonRequest request =
        new SkeletonRequest(
            "generated", "HiddenAsked", "hidden_asked", List.copyOf(mentions.keySet()));

    GeneratedSkeleton skeleton = new SkeletonGenerator().generate(object, request);
    Class<?> type = Compiled.of(skeleton.sources()).load("generated.HiddenAsked");
    assertThat(type.getDeclaredClasses()).hasSizeGreaterThan(mentions.size());
  }

  @DataProvider
  public Object[][] packages() {
    return new Object[][] {
      {"a right-to-left override", "com.example.\u202ex", "com.example.\\u202ex"},
      {"a zero byte", "com.exa\0mple", "com.exa\\u0000mple"},
      {"a joiner that does not show", "com.a\u200db", "com.a\\u200db"},
      {"the platform's own", "java.example", "java.example"},
      {"the platform's root", "java", "java"},
      {"half a character", "com.\ud800", "com.\\ud800"},
      {"a line end", "com.x;\nimport y", "com.x;\\u000aimport y"},
    };
  }

  @Test(dataProvider = "packages")
  public void aPackageThatDoesNotShowOrIsNotOursIsRefused(String what, String name, String shown) {
    assertThatThrownBy(
            () ->
                new SkeletonGenerator()
                    .generate(
                        BpfCompiler.object("sections"), new SkeletonRequest(name, "sections")))
        .as(what)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a Java package: \"" + shown + "\"");
  }
}
