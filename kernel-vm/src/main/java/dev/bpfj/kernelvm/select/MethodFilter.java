package dev.bpfj.kernelvm.select;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * Filters of several classes.
   *
   * @param methods {@code class#glob} each
   * @return a filter a class
   */
  public static Map<String, MethodFilter> byClass(List<String> methods) {
    Map<String, MethodFilter> filters = new LinkedHashMap<>();
    for (String method : methods) {
      String[] parts = method.split("#", 2);
      filters.computeIfAbsent(parts[0], name -> new MethodFilter()).add(parts[1]);
    }
    return filters;
  }

  /**
   * Whether a method is selected.
   *
   * @param name the method's name
   * @return true if one of the globs matches it
   */
  public boolean matches(String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  /**
   * The methods that are selected, of any access and of nested classes too.
   *
   * @param type the class
   * @return the methods; an overridden one more than once
   */
  public List<Method> select(Class<?> type) {
    return methods(type).filter(method -> matches(method.getName())).toList();
  }

  private static Stream<Method> methods(Class<?> type) {
    Stream<Method> all = Stream.of(type.getMethods());
    for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
      all = Stream.concat(all, Stream.of(one.getDeclaredMethods()));
    }
    return Stream.concat(all, Stream.of(type.getDeclaredClasses()).flatMap(MethodFilter::methods));
  }
}
