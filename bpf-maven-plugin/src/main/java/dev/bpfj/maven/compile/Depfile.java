package dev.bpfj.maven.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code clang -MD} writes: a rule for make, whose prerequisites are the source and all
 * headers. Make's escapes are undone: {@code \ } for a space, {@code \#}, {@code $$}; a backslash
 * at the end of a line continues it.
 */
final class Depfile {
  private Depfile() {}

  /** The prerequisites, in the file's order, as the compiler spelt them. */
  static List<String> prerequisites(String text) {
    List<String> words = words(text.replace("\r\n", "\n"));
    int rule = 0;
    while (rule < words.size() && !words.get(rule).endsWith(":")) {
      rule++;
    }
    return rule < words.size() ? words.subList(rule + 1, words.size()) : List.of();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (c == '\\' && next == '\n') {
        i++;
        finish(word, words);
      } else if (isEscape(c, next)) {
        i++;
        word.append(next);
      } else if (c == ' ' || c == '\n') {
        finish(word, words);
      } else {
        word.append(c);
      }
    }
    finish(word, words);
    return words;
  }

  private static boolean isEscape(char c, char next) {
    return c == '\\' ? next == ' ' || next == '#' : c == '$' && next == '$';
  }

  private static void finish(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
