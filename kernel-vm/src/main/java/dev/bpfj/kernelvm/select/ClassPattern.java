package dev.bpfj.kernelvm.select;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One of Surefire's patterns: {@code **}{@code /FooTest.java}, {@code FooTest}, {@code
 * pkg.FooTest}, {@code FooTest#method*+other}, {@code %regex[.*Foo.*]}.
 *
 * @param classes matches a class file's path without its ending
 * @param methods globs of the methods; empty for all
 */
record ClassPattern(Pattern classes, List<String> methods) {

  static ClassPattern of(String text) {
    if (text.startsWith("%regex[") && text.endsWith("]")) {
      // Surefire's regular expressions see the path with ".class".
      String regex = text.substring("%regex[".length(), text.length() - 1);
      return new ClassPattern(Pattern.compile("(?:" + regex + ")"), List.of());
    }
    String[] parts = text.split("#", 2);
    List<String> methods = parts.length == 2 ? List.of(parts[1].split("\\+")) : List.of();
    String path = parts[0].replaceFirst("\\.(java|class)$", "");
    if (!path.contains("/")) {
      path = "**/" + path.replace('.', '/');
    }
    return new ClassPattern(Pattern.compile(regex(path)), methods);
  }

  boolean matches(String path) {
    return classes.matcher(path).matches() || classes.matcher(path + ".class").matches();
  }

  private static String regex(String ant) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < ant.length()) {
      if (ant.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (ant.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        char c = ant.charAt(i);
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(Character.toString(c)));
        i++;
      }
    }
    return regex.toString();
  }
}
