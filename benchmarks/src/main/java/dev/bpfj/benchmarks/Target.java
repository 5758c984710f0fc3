package dev.bpfj.benchmarks;

import dev.bpfj.benchmarks.turns.Spread;
import dev.bpfj.benchmarks.turns.Spread.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * A figure that is to be reached, or one that tells why another is not.
 *
 * @param what is measured
 * @param java the name of Java's contestant, see {@link Contestants}
 * @param peers those beside it, whose times are added up
 * @param kind how they are compared
 * @param limit what the figure may be at most; infinite if it is an experiment
 */
record Target(String what, String java, List<String> peers, Kind kind, double limit) {

  /** How Java and its peers are compared. */
  enum Kind {
    /** Java's time, C being 1. */
    RATIO("× C"),
    /** Java's time, that of a JVM that does nothing being 1. */
    RATIO_OF_JVM("× a JVM that does nothing"),
    /** Java's time beyond the peers'. */
    NANOSECONDS("ns"),
    /** Java's time beyond the peers'. */
    MILLISECONDS("ms"),
    /** What Java allocates per operation; no peer. */
    BYTES("bytes");

    final String unit;

    Kind(String unit) {
      this.unit = unit;
    }

    /** The figure of one round, from times in nanoseconds. */
    double figure(double java, double peers) {
      return switch (this) {
        case RATIO, RATIO_OF_JVM -> java / peers;
        case NANOSECONDS -> java - peers;
        case MILLISECONDS -> (java - peers) / 1e6;
        case BYTES -> throw new IllegalStateException("not a time");
      };
    }
  }

  private static final String RING = "RingBenchmark.";
  private static final String MAP = "MapBenchmark.";
  private static final String TYPED = "TypedMapBenchmark.";
  private static final String GLOBAL = "GlobalBenchmark.";

  /** All of them. */
  static final List<Target> ALL =
      List.of(
          ratio("ring buffer: a record, by a view", RING, "java form=view kinds=1", "c", 1.0),
          ratio("ring buffer: a record, by bytes", RING, "java form=bytes kinds=1", "c", 1.0),
          ratio("ring buffer: a record, wrapped by hand", RING, "java form=wrap kinds=1", "c", 1.0),
          ratio("the view among four kinds of handlers", RING, "java form=view kinds=4", "c", 1.2),
          ratio("bytes among four kinds of handlers", RING, "java form=bytes kinds=4", "c", 1.2),
          ratio("perf buffer: a record", "PerfBenchmark.", "java", "c", 1.2),
          ratio("map: lookup by a cursor", MAP, "lookup", "lookupC", 1.05),
          ratio("map: update by a cursor", MAP, "update", "updateC", 1.05),
          ratio("map: lookup by views over a cursor", TYPED, "lookupByViews", "lookupC", 1.05),
          ratio("map: typed lookup into a struct", TYPED, "lookupInto", "lookupC", 1.05),
          ratio("map: typed lookup, a new struct", TYPED, "lookup", "lookupC", 1.05),
          ratio("map: typed update", TYPED, "update", "updateC", 1.05),
          ratio("map: batch lookup, an entry", MAP, "lookupBatch", "lookupBatchC", 1.05),
          beyondEmpty("global variable: read", "read"),
          beyondEmpty("global variable: write", "write"),
          ratio("global variable: loop of reads", GLOBAL, "readLoop", "readLoopC", 2.0),
          ratio("global variable: loop of writes", GLOBAL, "writeLoop", "writeLoopC", 2.0),
          ratio("global variable: atomic add", GLOBAL, "addLoop", "addLoopC", 1.1),
          ratio("open, load, attach, close", "LifeBenchmark.", "java", "c", 1.1),
          new Target(
              "a new JVM that attaches, and ends: beyond JVM and kernel",
              FirstAttach.JAVA,
              List.of(FirstAttach.NOTHING, FirstAttach.C),
              Kind.MILLISECONDS,
              150),
          new Target(
              "a new JVM that attaches, and ends",
              FirstAttach.JAVA,
              List.of(FirstAttach.NOTHING),
              Kind.RATIO_OF_JVM,
              2.0),
          experiment(
              "map: the same lookup by jffi alone",
              MAP + "lookupByJffi",
              MAP + "lookupC",
              Kind.RATIO),
          experiment(
              "map: two atomic additions, beyond the empty benchmark",
              MAP + "guard",
              GLOBAL + "empty",
              Kind.NANOSECONDS),
          experiment(
              "global variable: loop of writes to a buffer",
              GLOBAL + "writeLoopBuffer",
              GLOBAL + "writeLoopC",
              Kind.RATIO),
          experiment(
              "a new JVM that only starts jffi",
              FirstAttach.JFFI,
              FirstAttach.NOTHING,
              Kind.RATIO_OF_JVM),
          allocation("ring buffer: a record", RING + "java form=view kinds=1"),
          allocation("perf buffer: a record", "PerfBenchmark.java"),
          allocation("map: lookup by a cursor", MAP + "lookup"),
          allocation("map: update by a cursor", MAP + "update"),
          allocation("map: lookup by views over a cursor", TYPED + "lookupByViews"),
          allocation("map: typed lookup into a struct", TYPED + "lookupInto"),
          allocation("map: typed update", TYPED + "update"),
          allocation("map: batch lookup", MAP + "lookupBatch"),
          allocation("global variable: read", GLOBAL + "read"));

  private static Target ratio(String what, String group, String java, String c, double limit) {
    return new Target(what, group + java, List.of(group + c), Kind.RATIO, limit);
  }

  private static Target beyondEmpty(String what, String java) {
    return new Target(
        what + ", beyond the empty benchmark",
        GLOBAL + java,
        List.of(GLOBAL + "empty"),
        Kind.NANOSECONDS,
        1.0);
  }

  private static Target experiment(String what, String java, String peer, Kind kind) {
    return new Target(what, java, List.of(peer), kind, Double.POSITIVE_INFINITY);
  }

  private static Target allocation(String what, String java) {
    return new Target(what + ": allocated", java, List.of(), Kind.BYTES, 0);
  }

  boolean isExperiment() {
    return Double.isInfinite(limit);
  }

  /** The limit with its unit, as a report has it. */
  String limitText() {
    return isExperiment() ? "" : text(limit) + " " + kind.unit;
  }

  /** What is said of a figure: met, missed or neither, and of an experiment nothing. */
  String verdictText(Spread spread) {
    return isExperiment() ? "" : verdict(spread).toString();
  }

  /** Whether the limit is reached. */
  Verdict verdict(Spread spread) {
    if (kind == Kind.BYTES) { // counted, not timed: JMH's own bookkeeping comes to fractions
      return Math.round(spread.median()) <= limit ? Verdict.MET : Verdict.MISSED;
    }
    return spread.against(limit);
  }

  /** The median, and in parentheses the 10th and the 90th percentile. */
  String text(Spread spread) {
    return kind == Kind.BYTES ? text(spread.median()) : spread.text(format());
  }

  /** A figure with the digits that mean something. */
  String text(double figure) {
    return String.format(Locale.ROOT, format(), figure);
  }

  private String format() {
    return switch (kind) {
      case RATIO, RATIO_OF_JVM, NANOSECONDS -> "%.2f";
      case BYTES, MILLISECONDS -> "%.0f";
    };
  }
}
