package dev.bpfj.maven.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state that a build saves for the next one, as a text file: a line that names the format, then
 * a line for each unit, followed by its inputs and outputs, with tab-separated fields. A file in
 * any other format is ignored: everything is then rebuilt.
 */
final class BuildState {
  private static final String FORMAT = "bpf-maven-plugin state 2";
  private static final int MOST_BYTES = 64 << 20;

  private BuildState() {}

  static Map<String, UnitState> read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      return Map.of();
    }
    try {
      return parse(text(WholeFiles.read(file, MOST_BYTES)).lines().toList());
    } catch (CharacterCodingException
        | InvalidPathException
        | NumberFormatException
        | IndexOutOfBoundsException e) {
      return Map.of();
    }
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  static void write(StateFile file, List<UnitState> units) throws IOException {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    for (UnitState unit : units) {
      line(text, "unit", unit.name(), unit.key());
      unit.inputs().forEach(input -> line(text, input));
      unit.outputs().forEach(output -> line(text, output));
    }
    OutputFiles.write(file.root(), file.path(), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, UnitState> parse(List<String> lines) {
    Map<String, UnitState> units = new LinkedHashMap<>();
    if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
      return units;
    }
    UnitState unit = new UnitState("", "", new ArrayList<>(), new ArrayList<>());
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = fields(line);
      switch (fields.get(0)) {
        case "unit" -> {
          unit = new UnitState(fields.get(1), fields.get(2), new ArrayList<>(), new ArrayList<>());
          units.put(unit.name(), unit);
        }
        case "in" -> unit.inputs().add(new InputStamp(Path.of(fields.get(2)), fields.get(1)));
        case "copied" -> unit.inputs().add(copied(fields));
        case "out" ->
            unit.outputs()
                .add(new OutputStamp(Path.of(fields.get(3)), number(fields, 1), number(fields, 2)));
        default -> throw new IndexOutOfBoundsException(fields.get(0));
      }
    }
    return units;
  }

  private static CopiedInput copied(List<String> fields) {
    return new CopiedInput(
        Path.of(fields.get(4)),
        number(fields, 1),
        number(fields, 2),
        number(fields, 3),
        Path.of(fields.get(5)));
  }

  private static long number(List<String> fields, int index) {
    return Long.parseLong(fields.get(index));
  }

  private static void line(StringBuilder text, Input input) {
    if (input instanceof CopiedInput copied) {
      String size = Long.toString(copied.size());
      String modified = Long.toString(copied.modified());
      String changed = Long.toString(copied.changed());
      line(text, "copied", size, modified, changed, text(copied.path()), text(copied.copy()));
    } else if (input instanceof InputStamp stamp) {
      line(text, "in", stamp.digest(), text(stamp.path()));
    }
  }

  private static void line(StringBuilder text, OutputStamp output) {
    String size = Long.toString(output.size());
    line(text, "out", size, Long.toString(output.modified()), text(output.path()));
  }

  private static String text(Path path) {
    return path.toString();
  }

  private static void line(StringBuilder text, String... fields) {
    for (int i = 0; i < fields.length; i++) {
      text.append(i == 0 ? "" : "\t").append(escape(fields[i]));
    }
    text.append('\n');
  }

  private static String escape(String field) {
    return field
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\t') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\\') {
        i++;
        field.append(unescape(line.charAt(i)));
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private static char unescape(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
