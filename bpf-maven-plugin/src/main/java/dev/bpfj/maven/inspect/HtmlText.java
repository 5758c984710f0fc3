package dev.bpfj.maven.inspect;

import dev.bpfj.object.PrintableText;
import java.util.Locale;

/** Writes HTML. Text from an object is untrusted: {@link #escaped} makes it harmless. */
final class HtmlText {
  private HtmlText() {}

  static String escaped(String text) {
    return PrintableText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Text in at most so many characters, escaped. */
  static String shortened(String text, int most) {
    String printable = PrintableText.of(text);
    return printable.length() <= most
        ? escaped(text)
        : escaped(printable.substring(0, most - 1)) + "…";
  }

  /** A share of a whole in percent, without a locale's comma. */
  static String percent(long part, long whole) {
    long thousandths = Math.round(100_000.0 * part / whole);
    return thousandths / 1000 + "." + String.format(Locale.ROOT, "%03d", thousandths % 1000);
  }
}
