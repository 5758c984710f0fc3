package dev.bpfj.libbpf.internal.struct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a C compiler says about a structure of the installed headers. */
public final class COffsets {
  private static final String COMPILER = "gcc";

  /**
   * Where a member lies.
   *
   * @param offset from the structure's start, in bytes
   * @param size in bytes
   */
  public record Place(int offset, int size) {}

  private COffsets() {}

  /**
   * The places of members; the structure itself is the one with the empty name.
   *
   * @param declarations what goes before, such as {@code #include <bpf/bpf.h>}
   */
  public static Map<String, Place> of(String declarations, String struct, List<String> members) {
    return read(output(program(declarations, struct, members)));
  }

  /** What a program prints. */
  private static String output(String c) {
    try {
      Path folder = Files.createTempDirectory("offsets");
      try {
        return run(compile(folder, c).toString());
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The 64-bit word that holds a bitfield of {@code struct perf_event_attr}, with its bit set. */
  static long bitField(String member, int offset) {
    String c =
        """
        #include <linux/perf_event.h>
        #include <stdio.h>
        #include <string.h>
        int main(void)
        {
          struct perf_event_attr attr = { .%s = 1 };
          long long word;
          memcpy(&word, (char *)&attr + %d, sizeof(word));
          printf("%%lld", word);
          return 0;
        }
        """
            .formatted(member, offset);
    return Long.parseLong(output(c));
  }

  private static String program(String declarations, String struct, List<String> members) {
    StringBuilder c = new StringBuilder("#include <stddef.h>\n#include <stdio.h>\n");
    c.append(declarations).append("\n");
    c.append("int main(void)\n{\n\tprintf(\" 0 %zu\\n\", sizeof(").append(struct).append("));\n");
    for (String member : members) {
      c.append(
          "\tprintf(\"%1$s %%zu %%zu\\n\", offsetof(%2$s, %1$s), sizeof(((%2$s *)0)->%1$s));\n"
              .formatted(member, struct));
    }
    return c.append("\treturn 0;\n}\n").toString();
  }

  private static Path compile(Path folder, String c) throws IOException {
    Path source = Files.writeString(folder.resolve("offsets.c"), c);
    Path program = folder.resolve("offsets");
    run(COMPILER, "-o", program.toString(), source.toString());
    return program;
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + "\n" + output);
      }
      return output;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Place> read(String output) {
    Map<String, Place> places = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ");
      places.put(words[0], new Place(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
    }
    return places;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.forEach(files::add);
    }
    files.add(folder);
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
