package dev.bpfj.maven.inspect;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes JSON: objects with members, and lists of objects. All of it is ASCII. */
public final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private int depth;
  private boolean first = true;

  private JsonText() {}

  /**
   * The text of an object.
   *
   * @param members writes the object's members
   * @return the text, its last line ended
   */
  public static String of(Consumer<JsonText> members) {
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

  /**
   * A member that is text.
   *
   * @param name its name
   * @param value its value
   */
  public void text(String name, String value) {
    name(name);
    string(value);
  }

  /**
   * A member that is text or null.
   *
   * @param name its name
   * @param value its value, empty for null
   */
  public void text(String name, Optional<String> value) {
    name(name);
    value.ifPresentOrElse(this::string, () -> out.append("null"));
  }

  /**
   * A member that is a number.
   *
   * @param name its name
   * @param value its value
   */
  public void number(String name, long value) {
    name(name);
    out.append(value);
  }

  /**
   * A member that is true or false.
   *
   * @param name its name
   * @param value its value
   */
  public void truth(String name, boolean value) {
    name(name);
    out.append(value);
  }

  /**
   * A member that is a list of texts.
   *
   * @param name its name
   * @param elements the texts
   */
  void strings(String name, List<String> elements) {
    name(name);
    nest(
        '[',
        ']',
        () -> {
          for (String element : elements) {
            separate();
            string(element);
          }
        });
  }

  /**
   * A member that is a list of objects.
   *
   * @param <T> what the objects show
   * @param name its name
   * @param elements one for each object
   * @param members writes an object's members
   */
  public <T> void list(String name, List<T> elements, Consumer<T> members) {
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
