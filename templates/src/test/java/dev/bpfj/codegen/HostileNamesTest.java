package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.naming.JavaString;
import dev.bpfj.codegen.support.Beans;
import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.object.BpfObjectFile;
import dev.bpfj.object.PrintableText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Objects whose names are no names: whatever they hold, it is never code. */
public final class HostileNamesTest {
  private static final String PROPERTY = "dev.bpfj.hostile";
  private static final String CODE = "static{System.setProperty(\"" + PROPERTY + "\",\"1\");}";
  private static final Pattern PLACEHOLDER = Pattern.compile("placeholder_[a-z_]*padding");

  @DataProvider
  public Object[][] texts() {
    return new Object[][] {
      {"ends a comment", "*/" + CODE + "/*"},
      {"ends a comment in escapes", "\\u002a\\u002f" + CODE},
      {"ends a comment in escapes of many letters", "\\uuuu002a/" + CODE},
      {"ends a comment in entities", "&#42;&#47;" + CODE},
      {"ends a string", "\");}" + CODE + "//"},
      {"ends a string in escapes", "\\u0022);}" + CODE},
      {"ends a line", "x\n" + CODE + "\n"},
      {"ends a line otherwise", "x\r" + CODE},
      {"ends a line in escapes", "\\u000a" + CODE},
      {"is a half escape", "\\u"},
      {"ends with a backslash", "x\\"},
      {"is an escaped escape", "\\\\u0022"},
      {"is a directive", "#set($x=1)#parse(\"x\")"},
      {"is a reference", "${skel.className()}$skel"},
      {"is a block tag", "\n * @throws Nothing"},
      {"is an inline tag", "{@link Nothing}"},
      {"has braces that do not match", "}{{"},
      {"is HTML", "<script>alert(1)</script><p>"},
      {"turns the text around", "\u202e\u2066\u061c"},
      {"is in another alphabet", "имя_名前"},
      {"is a surrogate", "\ud83d\ude00"},
      {"is a control", "\u0001\u001b[31m\u007f\u0085\u2028"},
      {"is a placeholder of formats", "%s%n%1$s"},
      {"is a number", "1234"},
      {"is blank", "   "},
    };
  }

  @Test(dataProvider = "texts")
  public void aNameIsNeverCode(String what, String text) throws Exception {
    BpfObjectFile object =
        BpfObjectFile.parse("hostile.bpf.o", patched(BpfCompiler.file("hostile"), text));
    GeneratedSkeleton skeleton =
        new SkeletonGenerator().generate(object, new SkeletonRequest("generated", "hostile"));
    Compiled compiled = Compiled.of(skeleton.sources());
    for (Class<?> type : compiled.load("generated.HostileSkel").getDeclaredClasses()) {
      Class.forName(type.getName(), true, type.getClassLoader());
    }
    Class.forName(
        "generated.HostileSkel", true, compiled.load("generated.HostileSkel").getClassLoader());
    assertThat(System.getProperty(PROPERTY)).as(what).isNull();
    assertThat(compiled.load("generated.HostileSkel").getDeclaredClasses())
        .as("Maps, Progs, Links, two sections, two structs, an enum")
        .hasSize(8);
    assertThat(skeleton.sources().get(0).content().chars())
        .as("ASCII without controls")
        .allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
  }

  /** An object about which there is something to say at each kind of name. */
  private static Path noteworthy() {
    String source =
        """
        struct placeholder_tag_padding { int wrap; };
        union placeholder_union_padding { int copy; };
        enum placeholder_enum_padding { UNRECOGNIZED, value };
        typedef struct { int reader; } placeholder_typedef_padding;
        struct placeholder_outer_padding { struct placeholder_tag_padding *p; long double d; };
        struct placeholder_tag_padding a;
        union placeholder_union_padding b;
        enum placeholder_enum_padding c;
        placeholder_typedef_padding d;
        struct { int getClass; } placeholder_variable_padding;
        int e __attribute__((section(".data.placeholder_section_padding"))) = 1;
        int hashCode __attribute__((section(".data.placeholder_section_padding"))) = 1;
        int f __attribute__((section(".database.placeholder_ignored_padding"))) = 1;
        int placeholder_twice_padding, Placeholder_twice_padding;
        __attribute__((section("raw_tp"))) int placeholder_program_padding(void *c) { return 0; }
        __attribute__((section("raw_tp"))) int Placeholder_program_padding(void *c) { return 1; }
        """;
    String padding = "_padding".repeat(8);
    return BpfCompiler.compileText("noteworthy", source.replace("_padding", padding));
  }

  @Test
  public void noNameForgesALineOrReachesTheTerminal() throws IOException {
    BpfObjectFile object =
        BpfObjectFile.parse(
            "dir\nectory/a.bpf.o",
            patched(noteworthy(), "x\n[INFO] OK\r\u001b[31m\u202e\u2066\u009b"));
    SkeletonRequest request = new SkeletonRequest("p", "Noteworthy", "a", List.of());

    List<Note> notes = new SkeletonGenerator().generate(object, request).notes();

    assertThat(notes)
        .extracting(Note::message)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith("dir\\u000aectory/a.bpf.o: ")
                    .isEqualTo(PrintableText.of(message, 100_000)));
    String shown = "x\\u000a[INFO] OK\\u000d\\u001b[31m\\u202e\\u2066\\u009b";
    assertThat(notes.stream().map(Note::where))
        .anySatisfy(where -> assertThat(where).startsWith("struct " + shown))
        .anySatisfy(where -> assertThat(where).startsWith("union " + shown))
        .anySatisfy(where -> assertThat(where).startsWith("enum " + shown))
        .anySatisfy(where -> assertThat(where).startsWith(shown))
        .anySatisfy(where -> assertThat(where).startsWith("section \".data." + shown))
        .anySatisfy(where -> assertThat(where).startsWith("section \".database." + shown));
  }

  /**
   * The object with each placeholder replaced by a text and enough of its own end to be as long.
   */
  private static byte[] patched(Path file, String text) throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    String hostile = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return PLACEHOLDER
        .matcher(bytes)
        .replaceAll(match -> Matcher.quoteReplacement(replaced(match, hostile)))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String replaced(MatchResult match, String hostile) {
    assertThat(match.group().length()).isGreaterThanOrEqualTo(hostile.length());
    // What kind of name it is stays at the end, so that they differ; the hostile part comes first.
    String own = match.group().replace("_padding", "").replace("placeholder_", "");
    int room = match.group().length() - hostile.length();
    return room < own.length()
        ? hostile + "x".repeat(room)
        : hostile + own + "x".repeat(room - own.length());
  }

  @Test
  public void theObjectIsFoundWhateverItsFileIsCalled() throws IOException {
    for (String name : List.of("back\\slash", "line\nend", "..\\up", "\u202e", "a b\"c")) {
      GeneratedSkeleton skeleton =
          new SkeletonGenerator()
              .generate(
                  BpfCompiler.object("sections"),
                  new SkeletonRequest("p", "Found", name, List.of()));
      Class<?> type =
          Compiled.of(skeleton.sources())
              .withResource("p/" + name + ".bpf.o", BpfCompiler.file("sections"))
              .load("p.Found");

      assertThat(Beans.call(type, "elfBytes"))
          .as(name)
          .isEqualTo(Files.readAllBytes(BpfCompiler.file("sections")));
    }
  }

  @Test
  public void aVeryLongNameIsCutOrRefused() throws IOException {
    String name = "n".repeat(70_000);
    Path file =
        BpfCompiler.compileText(
            "long_names",
            """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            struct %1$s_tag { int %1$s_member; };
            enum %1$s_enum { %1$s_A, %1$s_B };
            struct %1$s_tag %1$s_a = {1};
            enum %1$s_enum %1$s_b = 1;
            struct {
              __uint(type, BPF_MAP_TYPE_ARRAY);
              __uint(max_entries, 1);
              __type(key, int);
              __type(value, int);
            } %1$s_map SEC(".maps");
            SEC("raw_tp") int %1$s_program(void *ctx) { return 0; }
            """
                .formatted(name));
    BpfObjectFile object = BpfObjectFile.parse("long.bpf.o", Files.readAllBytes(file));
    GeneratedSkeleton skeleton =
        new SkeletonGenerator().generate(object, new SkeletonRequest("generated", "long_names"));
    Class<?> type = Compiled.of(skeleton.sources()).load("generated.LongNamesSkel");
    assertThat(type.getDeclaredClasses()).hasSize(6);
    assertThat(skeleton.notes().stream().filter(n -> n.kind() == Note.Kind.NOT_GENERATED))
        .extracting(Note::message)
        .containsExactly(
            "long.bpf.o: program \""
                + "n".repeat(120)
                + "...\": has a name longer than a Java"
                + " constant: characters=70008",
            "long.bpf.o: map \""
                + "n".repeat(120)
                + "...\": has a name longer than a Java"
                + " constant: characters=70004");
  }

  @DataProvider
  public Object[][] literals() {
    return new Object[][] {
      {"plain", "\"plain\""},
      {"a\"b", "\"a\\\"b\""},
      {"a\\b", "\"a\\\\b\""},
      {"\\u0022", "\"\\\\u0022\""},
      {"a\nb\0" + "1", "\"a\\012b\\0001\""},
      {"\u007f", "\"\\177\""},
      {"\u202e", "\"\\u202e\""},
    };
  }

  @Test(dataProvider = "literals")
  public void aStringIsEscaped(String text, String literal) {
    assertThat(JavaString.of(text)).hasToString(literal);
  }

  @Test
  public void aStringThatFitsIsOneThatJavacTakes() {
    assertThat(JavaString.fits("n".repeat(65_534))).isTrue();
    assertThat(JavaString.fits("n".repeat(65_535))).isFalse();
    assertThat(JavaString.fits("\0".repeat(32_767))).isTrue();
    assertThat(JavaString.fits("\0".repeat(32_768))).isFalse();
    assertThat(JavaString.fits("\u4e00".repeat(21_844))).isTrue();
    assertThat(JavaString.fits("\u4e00".repeat(21_845))).isFalse();
    for (String text : List.of("n".repeat(65_534), "\0".repeat(32_767), "\u4e00".repeat(21_844))) {
      Compiled.of(
          List.of(
              new SourceFile(
                  "",
                  "Literal",
                  "/** A literal. */ public class Literal { /** Makes one. */ public Literal() {}"
                      + " /** It. */ public static final String TEXT = "
                      + JavaString.of(text)
                      + "; }\n")));
    }
  }
}
