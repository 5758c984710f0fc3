package dev.bpfj.libbpf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an attach did with each program and struct_ops map.
 *
 * <p>Immutable, thread-safe.
 *
 * @param entries one entry each, in the object's order
 */
public record AttachReport(List<Entry> entries) {

  /**
   * What became of one of them.
   *
   * @param name the program's or map's name
   * @param outcome whether it was attached
   * @param reason why it was skipped, and how it is attached; empty if it was attached
   */
  public record Entry(String name, Outcome outcome, String reason) {}

  /** Whether something was attached. */
  public enum Outcome {
    /** It is attached, and its link is set. */
    ATTACHED,
    /** It was left alone, for the reason given. */
    SKIPPED
  }

  /**
   * What was attached.
   *
   * @return names
   */
  public List<String> attached() {
    List<String> names = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.outcome() == Outcome.ATTACHED) {
        names.add(entry.name());
      }
    }
    return List.copyOf(names);
  }

  /**
   * What was skipped.
   *
   * @return entries with their reasons
   */
  public List<Entry> skipped() {
    return entries.stream().filter(entry -> entry.outcome() == Outcome.SKIPPED).toList();
  }

  @Override
  public String toString() {
    return entries.stream()
        .map(e -> e.name() + ": " + (e.reason().isEmpty() ? "attached" : "skipped, " + e.reason()))
        .collect(Collectors.joining("\n"));
  }
}
