package dev.bpfj.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scores of all rounds on one JDK. */
final class Results {
  private final Map<String, List<Score>> scores = new TreeMap<>();

  void add(String name, Score score) {
    scores.computeIfAbsent(name, unused -> new ArrayList<>()).add(score);
  }

  /** A benchmark's scores, one a round. */
  List<Score> of(String name) {
    List<Score> found = scores.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no benchmark of this name was run: name=" + name);
    }
    return Collections.unmodifiableList(found);
  }

  /** A line a score: nanoseconds, bytes, name. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    scores.forEach(
        (name, rounds) ->
            rounds.forEach(score -> lines.add(score.nanos() + " " + score.bytes() + " " + name)));
    Files.write(file, lines);
  }

  static Results read(Path file) throws IOException {
    Results results = new Results();
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ", 3);
      results.add(parts[2], new Score(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])));
    }
    return results;
  }
}
