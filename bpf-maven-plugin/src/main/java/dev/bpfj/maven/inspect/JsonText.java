package dev.bpfj.maven.inspect;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes JSON: objects with members, and lists of objects. All of it is ASCII. */
final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private boolean first = true;

  /** The text of an object whose members are written by what is given. */
  static String of(Consumer<JsonText> members) {
    JsonText json = new JsonText();
    json.object(() -> members.accept(json));
    return json.out.append('\n').toString();
  }

  private void object(Runnable members) {
    nest('{', '}', members);
  }

  private void nest(char open, char close, Runnable content) {
    out.append(open);
    depth++;
    first = true;
    content.run();
    depth--;
    if (!first) {
      line();
    }
    out.append(close);
    first = false;
  }

  void text(String name, String value) {
    name(name);
    string(value);
  }

  void text(String name, Optional<String> value) {
    name(name);
    value.ifPresentOrElse(this::string, () -> out.append("null"));
  }

  void number(String name, long value) {
    name(name);
    out.append(value);
  }

  void truth(String name, boolean value) {
    name(name);
    out.append(value);
  }

  /** A list with an object for each element. */
  <T> void list(String name, List<T> elements, Consumer<T> members) {
    name(name);
    nest(
        '[',
        ']',
        () -> {
          for (T element : elements) {
            separate();
            object(() -> members.accept(element));
          }
        });
  }

  private void name(String name) {
    separate();
    string(name);
    out.append(": ");
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
    line();
  }

  private void line() {
    out.append('\n').append("  ".repeat(depth));
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7f) {
        out.append(c);
      } else {
        // Halves of a pair too: a name may have one without the other.
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    out.append('"');
  }
}
