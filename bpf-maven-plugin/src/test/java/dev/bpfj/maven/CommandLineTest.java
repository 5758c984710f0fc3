package dev.bpfj.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.build.InputException;
import java.util.List;
import java.util.Properties;
import org.testng.annotations.Test;

/** What the command line says wins over what is configured. */
public final class CommandLineTest {
  private static CommandLine of(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
    return new CommandLine(properties, "p.");
  }

  @Test
  public void whatIsNotGivenIsAsConfigured() {
    CommandLine none = of("other.list", "x");
    assertThat(none.has("list")).isFalse();
    assertThat(none.list("list", List.of("a"))).containsExactly("a");
    assertThat(none.text("text", null)).isNull();
    assertThat(none.number("number", 3)).isEqualTo(3);
    assertThat(none.flag("flag", true)).isTrue();
  }

  @Test
  public void whatIsGivenWins() {
    CommandLine given = of("p.list", "a, b,", "p.text", "t", "p.number", " 7", "p.flag", "false");
    assertThat(given.has("list")).isTrue();
    assertThat(given.list("list", List.of("c"))).containsExactly("a", "b");
    assertThat(given.text("text", "u")).isEqualTo("t");
    assertThat(given.number("number", 3)).isEqualTo(7);
    assertThat(given.flag("flag", true)).isFalse();
    assertThat(of("p.flag", "").flag("flag", false)).isTrue();
  }

  @Test
  public void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> of("p.memory", "1G").number("memory", 1))
        .isInstanceOf(InputException.class)
        .hasMessage("p.memory: not a number: value=1G; give a whole one");
  }
}
