package dev.bpfj.maven.inspect;

import dev.bpfj.maven.build.InputException;
import java.util.List;
import java.util.Locale;

/** The format of a document. */
public enum Format {
  /** For people, in a terminal. */
  TEXT("txt"),
  /** For programs. */
  JSON("json"),
  /** For people, in a browser, with drawings. */
  HTML("html");

  private final String extension;

  Format(String extension) {
    this.extension = extension;
  }

  /**
   * The format that the user configured.
   *
   * @param name {@code text}, {@code json} or {@code html}
   * @return the format
   * @throws InputException if there is none of that name
   */
  public static Format of(String name) {
    for (Format format : values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
        return format;
      }
    }
    throw new InputException(
        "bpf.format: no such format: value=" + name + ", expected=text, json or html");
  }

  String extension() {
    return extension;
  }

  String document(ObjectReport report, List<Layout> layouts) {
    return switch (this) {
      case TEXT -> TextDocument.of(report, layouts);
      case JSON -> JsonDocument.of(report, layouts);
      case HTML -> HtmlDocument.of(report, layouts);
    };
  }
}
