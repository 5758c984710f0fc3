package dev.bpfj.kernelvm.apt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The new format: stanzas of fields, separated by blank lines. A line that begins with blanks goes
 * on with the field before, one that begins with {@code #} is a comment, also inside a field.
 */
final class Deb822Sources {
  private Deb822Sources() {}

  static List<AptSource> parse(String text) {
    List<AptSource> sources = new ArrayList<>();
    for (Map<String, String> stanza : stanzas(text)) {
      if (!stanza.getOrDefault("enabled", "yes").strip().matches("(?i)no|false|off|disable|0")) {
        sources.add(
            new AptSource(
                field(stanza, "types"),
                field(stanza, "uris"),
                field(stanza, "suites"),
                field(stanza, "components"),
                keyring(stanza)));
      }
    }
    return sources;
  }

  // A field may also hold the key itself: then the machine's trusted keys have to do.
  private static Optional<String> keyring(Map<String, String> stanza) {
    return field(stanza, "signed-by").stream().filter(word -> word.startsWith("/")).findFirst();
  }

  private static List<String> field(Map<String, String> stanza, String name) {
    return OneLineSources.words(stanza.getOrDefault(name, ""));
  }

  private static List<Map<String, String>> stanzas(String text) {
    List<Map<String, String>> stanzas = new ArrayList<>();
    Map<String, String> stanza = new HashMap<>();
    String last = "";
    for (String line : text.lines().toList()) {
      if (line.isBlank()) {
        stanzas.add(stanza);
        stanza = new HashMap<>();
      } else if (line.startsWith(" ") || line.startsWith("\t")) {
        stanza.merge(last, line, (before, more) -> before + "\n" + more);
      } else if (!line.startsWith("#") && line.indexOf(':') > 0) {
        last = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
        stanza.put(last, line.substring(line.indexOf(':') + 1));
      }
    }
    stanzas.add(stanza);
    return stanzas.stream().filter(fields -> !fields.isEmpty()).toList();
  }
}
