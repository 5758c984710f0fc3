package dev.bpfj.corpus.layout;

import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object's sections and global variables, as the readelf of binutils lists them. */
final class ElfListing {
  private static final Tool READELF = new Tool("readelf", "binutils");
  private static final Pattern SECTION =
      Pattern.compile("\\s*\\[\\s*(\\d+)\\] (\\S+)\\s+\\S+\\s+[0-9a-f]{16} ([0-9a-f]+) .*");
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\s*\\d+: ([0-9a-f]{16})\\s+(\\S+) OBJECT\\s+(?:GLOBAL|WEAK)\\s+\\S+\\s+(\\d+) (\\S+)");

  private final Map<Integer, String> sections = new HashMap<>();
  private final Map<String, Long> fileOffsets = new HashMap<>();
  private final Map<String, Symbol> symbols = new HashMap<>();

  /** A variable's section, offset in it, and size. */
  record Symbol(String section, long offset, long size) {}

  private ElfListing() {}

  static ElfListing of(Path object) {
    ElfListing listing = new ElfListing();
    Path readelf = READELF.find();
    String text = Command.of(readelf, "-S", "-s", "-W", object.toString()).runOrFail();
    text.lines().forEach(listing::read);
    return listing;
  }

  private void read(String line) {
    Matcher section = SECTION.matcher(line);
    Matcher variable = VARIABLE.matcher(line);
    if (section.matches()) {
      sections.put(Integer.parseInt(section.group(1)), section.group(2));
      fileOffsets.put(section.group(2), Long.parseLong(section.group(3), 16));
    } else if (variable.matches()) {
      String name = sections.getOrDefault(Integer.parseInt(variable.group(3)), "?");
      long offset = Long.parseLong(variable.group(1), 16);
      // Large sizes are printed in hexadecimal.
      long size = Long.decode(variable.group(2));
      symbols.put(variable.group(4), new Symbol(name, offset, size));
    }
  }

  Optional<Symbol> variable(String name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /** Where a variable's bytes are in the file. */
  long fileOffset(String name) {
    Symbol symbol = variable(name).orElseThrow();
    return fileOffsets.get(symbol.section()) + symbol.offset();
  }
}
