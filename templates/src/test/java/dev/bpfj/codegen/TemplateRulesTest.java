package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.naming.ReservedNames;
import dev.bpfj.libbpf.skeleton.DataSection;
import dev.bpfj.libbpf.skeleton.Skeleton;
import dev.bpfj.libbpf.skeleton.StructView;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What templates may do, and what names they and the run time take up. */
public final class TemplateRulesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/dev/bpfj/codegen/templates");
  private static final Pattern CLASS = Pattern.compile("(?<![\\w.$#{\"@])[A-Z][A-Za-z0-9]*");

  @DataProvider
  public Iterator<Object[]> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files
          .filter(file -> file.toString().endsWith(".vm"))
          .sorted()
          .map(file -> new Object[] {TEMPLATES.relativize(file).toString()})
          .toList()
          .iterator();
    }
  }

  @Test(dataProvider = "templates")
  public void aTemplateHasNoLogic(String name) throws IOException {
    String text = Files.readString(TEMPLATES.resolve(name));
    assertThat(text).startsWith("## ");
    assertThat(text.lines().count()).isLessThan(200);
    assertThat(text).doesNotContain("#set", "#macro", "#evaluate", "#include");
    // A misspelt name in a bare #if is false even in strict mode.
    assertThat(text).doesNotContainPattern("#(else)?if\\s*\\(\\s*!?\\s*\\$\\w+\\s*\\)");
    assertThat(text).doesNotContainPattern("#(else)?if\\((?!\\$[\\w.()]+\\(\\)\\))");
  }

  @Test(dataProvider = "templates")
  public void theClassesThatATemplateNamesAreReserved(String name) throws IOException {
    Set<String> used = new TreeSet<>();
    Files.readString(TEMPLATES.resolve(name))
        .lines()
        .filter(line -> !line.startsWith("##") && !line.strip().startsWith("*"))
        .map(line -> line.replaceAll("/\\*\\*.*\\*/", ""))
        .forEach(
            line -> {
              Matcher matcher = CLASS.matcher(line);
              while (matcher.find()) {
                used.add(matcher.group());
              }
            });
    used.removeAll(Set.of("OBJECT", "LAYOUT", "SIZE", "UNRECOGNIZED"));
    assertThat(ReservedNames.CLASSES).containsAll(used);
  }

  @DataProvider
  public Object[][] bases() {
    return new Object[][] {
      {Skeleton.class, ReservedNames.IN_SKELETON},
      {DataSection.class, ReservedNames.IN_SECTION},
      {StructView.class, ReservedNames.IN_STRUCT},
      {Object.class, ReservedNames.IN_CLASS},
    };
  }

  @Test(dataProvider = "bases")
  public void theMethodsOfABaseClassAreReserved(Class<?> base, Set<String> reserved) {
    for (Class<?> type = base; type != null; type = type.getSuperclass()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(method -> (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
          .map(Method::getName)
          .forEach(name -> assertThat(reserved).contains(name));
      assertThat(type.getClasses()).as("would hide a nested class of the skeleton").isEmpty();
    }
  }
}
