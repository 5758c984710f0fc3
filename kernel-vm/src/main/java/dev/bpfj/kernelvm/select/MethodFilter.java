package dev.bpfj.kernelvm.select;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which methods of a class run: names with {@code *} and {@code ?}. */
public final class MethodFilter {
  private final List<Pattern> patterns = new ArrayList<>();

  /** Selects nothing yet. */
  public MethodFilter() {}

  /**
   * Selects more methods.
   *
   * @param glob a name with {@code *} and {@code ?}
   */
  public void add(String glob) {
    String regex =
        glob.chars()
            .mapToObj(
                c ->
                    switch (c) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(c));
                    })
            .collect(Collectors.joining());
    patterns.add(Pattern.compile(regex));
  }

  /**
   * The methods that are selected.
   *
   * @param type the class
   * @return names, sorted
   */
  public List<String> select(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .map(Method::getName)
        .filter(name -> patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches()))
        .distinct()
        .sorted()
        .toList();
  }
}
