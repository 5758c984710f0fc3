package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Names that would spoil a log, as they are printed. */
public final class PrintableTextTest {

  @DataProvider
  public static Object[][] texts() {
    return new Object[][] {
      {"plain", "struct event *e[4];", "struct event *e[4];"},
      {"another alphabet", "имя 名前 é", "имя 名前 é"},
      {"a symbol of two units", "\ud83d\ude00", "\ud83d\ude00"},
      {"a line", "x\n[INFO] OK", "x\\u000a[INFO] OK"},
      {"other ends of lines", "\r\u0085\u2028\u2029\f", "\\u000d\\u0085\\u2028\\u2029\\u000c"},
      {"a terminal's escape", "\u001b[2J\u009b1m\u0007", "\\u001b[2J\\u009b1m\\u0007"},
      {"a tab, a backspace, a zero", "\t\b\0\u007f", "\\u0009\\u0008\\u0000\\u007f"},
      {"marks of direction", "\u061c\u200e\u200f", "\\u061c\\u200e\\u200f"},
      {
        "overrides of direction",
        "\u202a\u202b\u202c\u202d\u202e",
        "\\u202a\\u202b\\u202c\\u202d\\u202e"
      },
      {"isolates", "\u2066\u2067\u2068\u2069", "\\u2066\\u2067\\u2068\\u2069"},
      {"what does not show", "\u200b\ufeff\u00ad", "\\u200b\\ufeff\\u00ad"},
      {"half a character", "a\ud800b\udc00", "a\\ud800b\\udc00"},
      {"a character of nobody's", "\uffff\ue000", "\\uffff\\ue000"},
    };
  }

  @Test(dataProvider = "texts")
  public void isOneLineThatShowsWhatItHolds(String what, String text, String printed) {
    assertThat(PrintableText.of(text)).as(what).isEqualTo(printed);
  }

  @Test
  public void cutsWhatIsTooLong() {
    assertThat(PrintableText.of("n".repeat(1000))).isEqualTo("n".repeat(1000));
    assertThat(PrintableText.of("n".repeat(1001))).isEqualTo("n".repeat(1000) + "...");
    assertThat(PrintableText.of("\n".repeat(9), 10)).isEqualTo("\\u000a\\u000a...");
  }

  @Test
  public void noNameInAMalformedObjectIsPrintedAsItIs() {
    MalformedObjectException e =
        new MalformedObjectException("a\nb.o", "section \"\u001b[2J\"", "name=\u202e");

    assertThat(e).hasMessage("a\\u000ab.o: section \"\\u001b[2J\": name=\\u202e");
  }
}
