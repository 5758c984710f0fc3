package dev.bpfj.kernelvm.apt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The old format: {@code deb [signed-by=FILE] URI SUITE COMPONENT...}, one entry a line. */
final class OneLineSources {
  private static final Pattern ENTRY =
      Pattern.compile("(deb|deb-src)\\s+(?:\\[([^]]*)]\\s*)?(\\S+)\\s+(\\S+)\\s*(.*)");
  private static final Pattern SIGNED_BY = Pattern.compile("(?:^|\\s)signed-by=(/[^\\s,]+)");

  private OneLineSources() {}

  static List<AptSource> parse(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher entry = ENTRY.matcher(line.replaceFirst("#.*", "").strip());
      if (entry.matches()) {
        String options = entry.group(2) == null ? "" : entry.group(2);
        Matcher signedBy = SIGNED_BY.matcher(options);
        sources.add(
            new AptSource(
                List.of(entry.group(1)),
                List.of(entry.group(3)),
                List.of(entry.group(4)),
                words(entry.group(5)),
                signedBy.find() ? Optional.of(signedBy.group(1)) : Optional.empty()));
      }
    }
    return sources;
  }

  static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
