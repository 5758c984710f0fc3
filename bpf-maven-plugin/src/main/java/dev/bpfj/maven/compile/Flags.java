package dev.bpfj.maven.compile;

import dev.bpfj.maven.build.InputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a line of compiler flags. */
public final class Flags {
  private Flags() {}

  /**
   * Splits at white space, as a shell would: quotes, single or double, keep it together, and a
   * backslash outside single quotes takes the next character as it is.
   *
   * @param line the flags
   * @return each on its own
   * @throws InputException if a quote is not closed
   */
  public static List<String> split(String line) {
    List<String> flags = new ArrayList<>();
    @Nullable StringBuilder flag = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        flag = finish(flag, flags);
        continue;
      }
      flag = flag == null ? new StringBuilder() : flag;
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        flag.append(line.charAt(++i));
      } else {
        flag.append(c);
      }
    }
    if (quote != 0) {
      throw new InputException(
          "bpf.cflags: a quote is not closed: quote=" + quote + ", value=" + line);
    }
    finish(flag, flags);
    return flags;
  }

  private static @Nullable StringBuilder finish(@Nullable StringBuilder flag, List<String> flags) {
    if (flag != null) {
      flags.add(flag.toString());
    }
    return null;
  }
}
