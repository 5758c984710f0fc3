package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one JDK's figures came to, by the name of what was measured. */
public final class Results {
  private final Map<String, Spread> spreads = new TreeMap<>();

  /** Nothing yet. */
  public Results() {}

  /** Adds figures to those that there are of a name. */
  public void add(String name, Spread spread) {
    spreads.merge(name, spread, Spread::and);
  }

  /** The figures of a name. */
  public Spread of(String name) {
    Spread found = spreads.get(name);
    if (found == null) {
      throw new IllegalArgumentException("this was not measured: name=" + name);
    }
    return found;
  }

  /** Writes a line for each name: it, the count of dropped rounds, the figures, between tabs. */
  public void write(Path file) throws IOException {
    List<String> lines =
        spreads.entrySet().stream()
            .map(entry -> entry.getKey() + "\t" + line(entry.getValue()))
            .toList();
    Files.write(file, lines);
  }

  private static String line(Spread spread) {
    return spread.dropped()
        + "\t"
        + spread.figures().stream().map(String::valueOf).collect(Collectors.joining("\t"));
  }

  /** Reads what was written. */
  public static Results read(Path file) throws IOException {
    Results results = new Results();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split("\t", -1);
      List<Double> figures =
          Arrays.stream(parts)
              .skip(2)
              .filter(figure -> !figure.isEmpty()) // of a target without any
              .map(Double::valueOf)
              .toList();
      results.add(parts[0], new Spread(figures, Integer.parseInt(parts[1])));
    }
    return results;
  }
}
