package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.build.InputException;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Lines of flags. */
public final class FlagsTest {

  @DataProvider
  public static Object[][] lines() {
    return new Object[][] {
      {"nothing", "", List.of()},
      {"only white space", " \n\t ", List.of()},
      {"lines as in a POM", "\n  -DA\n  -DB=1\n", List.of("-DA", "-DB=1")},
      {"double quotes", "-DA=\"x y\" z", List.of("-DA=x y", "z")},
      {"single quotes", "'-I/a b' -g", List.of("-I/a b", "-g")},
      {"a quote within the other kind", "'-DA=\"x\"'", List.of("-DA=\"x\"")},
      {"a backslash before a quote", "-DA=\\\"x\\\"", List.of("-DA=\"x\"")},
      {"a backslash before a space", "-I/a\\ b", List.of("-I/a b")},
      {"a backslash in single quotes", "'a\\b'", List.of("a\\b")},
      {"a backslash at the end", "a\\", List.of("a\\")},
      {"an empty argument", "-x ''", List.of("-x", "")},
    };
  }

  @Test(dataProvider = "lines")
  public void splits(String what, String line, List<String> flags) {
    assertThat(Flags.split(line)).as(what).isEqualTo(flags);
  }

  @Test
  public void refusesAQuoteThatIsNotClosed() {
    assertThatThrownBy(() -> Flags.split("-DA='x"))
        .isInstanceOf(InputException.class)
        .hasMessage("bpf.cflags: a quote is not closed: quote=', value=-DA='x");
  }
}
