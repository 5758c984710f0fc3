package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Turns;
import java.util.List;

/**
 * What Java and its peers took for one kind of work.
 *
 * @param what the work
 * @param why the sentence that says why Java may be behind; may be empty
 * @param names who did it, {@link #JAVA} among them; one that cannot is not
 * @param turns their times, in the order of the names
 */
record PeersRow(String what, String why, List<String> names, Turns turns) {
  static final String JAVA = "Java";
  static final String C = "C";
  static final String JVM = "a JVM that does nothing";

  /** Whose times and ratios are shown, in this order. */
  static final List<String> PEERS = List.of(C, "Go", "libbpf-rs", "aya");

  PeersRow {
    names = List.copyOf(names);
  }

  /** With more rounds. */
  PeersRow and(Turns more) {
    return new PeersRow(what, why, names, turns.and(more));
  }

  boolean has(String name) {
    return names.contains(name);
  }

  /** Nanoseconds. */
  Spread times(String name) {
    int at = names.indexOf(name);
    return turns.spread(times -> times[at]);
  }

  /** Java's time, the other's being 1. */
  Spread ratio(String name) {
    int java = names.indexOf(JAVA);
    int at = names.indexOf(name);
    return turns.spread(times -> times[java] / times[at]);
  }

  /** How many nanoseconds more Java takes. */
  Spread beyond(String name) {
    int java = names.indexOf(JAVA);
    int at = names.indexOf(name);
    return turns.spread(times -> times[java] - times[at]);
  }
}
