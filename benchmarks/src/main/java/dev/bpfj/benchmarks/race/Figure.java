package dev.bpfj.benchmarks.race;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * What is told of a heat.
 *
 * @param words its name
 * @param of makes the figure of Java's turn and of C's
 */
record Figure(String words, ToDoubleBiFunction<Turn, Turn> of) {
  static final Figure RATE_RATIO =
      new Figure("records a second, Java's by C's", (java, c) -> java.rate() / c.rate());
  static final Figure COST_RATIO =
      new Figure("cost of a submit, Java's by C's", (java, c) -> java.cost() / c.cost());
  static final Figure JAVA_RATE =
      new Figure("records a second, Java, millions", (java, c) -> java.rate());
  static final Figure C_RATE = new Figure("records a second, C, millions", (java, c) -> c.rate());
  static final Figure JAVA_LOST = new Figure("part lost, Java", (java, c) -> java.lostShare());
  static final Figure C_LOST = new Figure("part lost, C", (java, c) -> c.lostShare());
  static final Figure JAVA_COST =
      new Figure("cost of a submit, Java, ns", (java, c) -> java.cost());
  static final Figure C_COST = new Figure("cost of a submit, C, ns", (java, c) -> c.cost());

  /** All of them. */
  static final List<Figure> ALL =
      List.of(RATE_RATIO, COST_RATIO, JAVA_RATE, C_RATE, JAVA_LOST, C_LOST, JAVA_COST, C_COST);

  /** Its name among the results. */
  String key(Heat heat) {
    return heat + ": " + words;
  }
}
