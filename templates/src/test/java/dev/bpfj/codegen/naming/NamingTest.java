package dev.bpfj.codegen.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** C names as Java names: one row a rule. */
public final class NamingTest {

  @DataProvider
  public Object[][] spellings() {
    return new Object[][] {
      {"words are joined", "min_us", "minUs", "MinUs"},
      {"capitals in a word stay", "minUs", "minUs", "MinUs"},
      {"a section's dots divide words", ".data.read_mostly", "dataReadMostly", "DataReadMostly"},
      {"what shouts becomes small", "CONFIG_HZ", "configHz", "ConfigHz"},
      {"also a single word", "LICENSE", "license", "License"},
      {"a first word of capitals becomes small", "IP_address", "ipAddress", "IPAddress"},
      {"a first capital becomes small", "Thing", "thing", "Thing"},
      {"digits stay", "bpf_fentry_test1", "bpfFentryTest1", "BpfFentryTest1"},
      {"a digit begins a word", "a_1", "a1", "A1"},
      {"leading and trailing underscores go", "__x__", "x", "X"},
      {"a name does not begin with a digit", "_1", "_1", "_1"},
      {"underscores alone stay", "__", "__", "__"},
      {"what is no letter of ASCII divides words", "größe$x-y", "grEXY", "GrEXY"},
      {"nothing is an underscore", "", "_", "_"},
    };
  }

  @Test(dataProvider = "spellings")
  public void aNameIsSpeltAsInJava(String rule, String cName, String method, String type) {
    assertThat(JavaNames.camelCase(cName)).as(rule).isEqualTo(method);
    assertThat(JavaNames.pascalCase(cName)).as(rule).isEqualTo(type);
  }

  @Test
  public void longNamesStayDifferent() {
    String start = "a".repeat(500);
    assertThat(JavaNames.camelCase(start + "1"))
        .hasSize(97)
        .isNotEqualTo(JavaNames.camelCase(start + "2"));
    assertThat(JavaNames.skeletonClass(start)).hasSize(100).endsWith("Skel");
  }

  @Test
  public void whatIsSafeIsANameForJavac() {
    for (String name : List.of("a", "_a", "A1", "yield", "record", "var")) {
      assertThat(JavaIdentifier.isSafe(name)).isTrue();
      assertThat(SourceVersion.isName(name, SourceVersion.RELEASE_17)).isTrue();
    }
    for (String name : List.of("", "1a", "a-b", "a$b", "é", "_", "class", "true", "null", "goto")) {
      assertThat(JavaIdentifier.isSafe(name)).as(name).isFalse();
    }
    assertThatThrownBy(() -> JavaIdentifier.of("a b")).hasMessage("no identifier: a b");
  }

  @Test
  public void everyKeywordOfJavaIsKnown() {
    for (String word : ReservedNames.KEYWORDS) {
      assertThat(SourceVersion.isKeyword(word, SourceVersion.RELEASE_17)).as(word).isTrue();
    }
    // From the language specification, as javac has them.
    assertThat(ReservedNames.KEYWORDS).hasSize(54);
  }

  @Test
  public void namesThatMeetKeepTheirCNames() {
    NameScope scope = NameScope.ofMembers("this", Set.of("close"));
    assertThat(scope.assign(List.of("a_b", "aB", "c", "close"), JavaNames::camelCase))
        .extracting(JavaIdentifier::toString)
        .containsExactly("a_b", "aB", "c", "close_");
    assertThat(scope.takeRenames())
        .containsExactly(
            new NameScope.Rename(
                "a_b", "aB", JavaIdentifier.of("a_b"), "\"aB\" has the same name in Java"),
            new NameScope.Rename(
                "close", "close", JavaIdentifier.of("close_"), "a name in use in this"));
    assertThat(scope.takeRenames()).isEmpty();
  }

  @Test
  public void equalNamesAreCounted() {
    NameScope scope = NameScope.ofMembers("this", Set.of());
    assertThat(scope.assign(List.of("a", "a", "a", "a"), JavaNames::camelCase))
        .extracting(JavaIdentifier::toString)
        .containsExactly("a", "a_", "a2", "a3");
  }

  @Test
  public void aHundredThousandEqualNamesTakeNoTime() {
    NameScope scope = NameScope.ofMembers("this", Set.of());
    List<String> names = IntStream.range(0, 100_000).mapToObj(i -> "same").toList();
    assertThat(scope.assign(names, JavaNames::camelCase)).doesNotHaveDuplicates();
  }

  @Test
  public void classesDifferInMoreThanCase() {
    NameScope scope = NameScope.ofClasses("this", Set.of("String"));
    assertThat(List.of("event", "EVENT", "Event", "string", "s_t_r_i_n_g"))
        .extracting(scope::assignClass)
        .extracting(JavaIdentifier::toString)
        .containsExactly("Event", "Event2", "Event3", "String2", "STRING3");
  }

  @Test
  public void derivedNamesYieldToAllOthers() {
    NameScope scope = NameScope.ofMembers("this", Set.of());
    scope.assign(List.of("x", "x_length", "x_length_"), JavaNames::camelCase);
    assertThat(scope.derived("xLength")).hasToString("xLength");
    assertThat(scope.derived("xLength")).hasToString("xLength_");
    assertThat(scope.derived("x".repeat(100) + "Length").toString()).hasSize(93);
  }

  @DataProvider
  public Object[][] codes() {
    return new Object[][] {
      {"int x[4]", "{@code int x[4]}"},
      {"struct {...} x", "{@code struct {...} x}"},
      {"a*/b", "<code>a&#42;&#47;b</code>"},
      {"}{", "<code>&#125;&#123;</code>"},
      {"a\\u0041", "<code>a&#92;u0041</code>"},
      {"@param", "<code>&#64;param</code>"},
      {"<b>&", "<code>&#60;b&#62;&#38;</code>"},
      {"a\nb\u202ec", "<code>a?b?c</code>"},
      {"größe", "<code>gr&#246;&#223;e</code>"},
      {" ", "{@code ?}"},
    };
  }

  @Test(dataProvider = "codes")
  public void codeInJavadocIsHarmless(String code, String text) {
    assertThat(JavadocText.code(code)).hasToString(text);
  }

  @Test
  public void longCodeIsCut() {
    assertThat(JavadocText.code("x".repeat(70_000)).toString()).hasSize(311).endsWith("x...}");
    assertThat(JavadocText.code("x".repeat(299) + "\ud83d\ude00y").toString()).doesNotContain("?");
  }
}
