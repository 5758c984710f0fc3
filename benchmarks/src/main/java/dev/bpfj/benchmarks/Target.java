package dev.bpfj.benchmarks;

import java.util.Arrays;
import java.util.List;

/**
 * A figure that is to be reached.
 *
 * @param what is measured
 * @param java the benchmark of Java
 * @param peer the benchmark beside it
 * @param kind how the two are compared
 * @param limit what it may be at most
 */
record Target(String what, String java, String peer, Kind kind, double limit) {

  /** How Java and its peer are compared. */
  enum Kind {
    /** Java's time, C being 1. */
    RATIO("× C"),
    /** Java's time beyond the peer's. */
    NANOSECONDS("ns"),
    /** Java's time beyond the peer's. */
    MILLISECONDS("ms"),
    /** What Java allocates. */
    BYTES("bytes");

    final String unit;

    Kind(String unit) {
      this.unit = unit;
    }

    double compare(Score java, Score peer) {
      return switch (this) {
        case RATIO -> java.nanos() / peer.nanos();
        case NANOSECONDS -> java.nanos() - peer.nanos();
        case MILLISECONDS -> (java.nanos() - peer.nanos()) / 1e6;
        case BYTES -> java.bytes();
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
          ratio("global variable: atomic add", GLOBAL, "addLoop", "addLoopC", 1.1),
          ratio("open, load, attach, close", "LifeBenchmark.", "java", "c", 1.1),
          new Target(
              "first attach in a new JVM, beyond JVM and kernel",
              FirstAttach.JAVA,
              FirstAttach.PEER,
              Kind.MILLISECONDS,
              150),
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
    return new Target(what, group + java, group + c, Kind.RATIO, limit);
  }

  private static Target beyondEmpty(String what, String java) {
    return new Target(
        what + ", beyond the empty benchmark",
        GLOBAL + java,
        GLOBAL + "empty",
        Kind.NANOSECONDS,
        1.0);
  }

  private static Target allocation(String what, String java) {
    return new Target(what + ": allocated", java, java, Kind.BYTES, 0);
  }

  /** The median of the rounds' figures. */
  double measured(Results results) {
    List<Score> javas = results.of(java);
    List<Score> peers = results.of(peer);
    double[] figures = new double[javas.size()];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = kind.compare(javas.get(i), peers.get(i));
    }
    Arrays.sort(figures);
    return figures[figures.length / 2];
  }

  /** Whether a figure, as it is printed, is within the limit. */
  boolean isReached(double figure) {
    return Double.parseDouble(text(figure)) <= limit;
  }

  /** A figure with the digits that mean something. */
  String text(double figure) {
    return switch (kind) {
      case RATIO, NANOSECONDS -> String.format("%.2f", figure);
      // JMH's own bookkeeping of an iteration comes to fractions of a byte an operation.
      case BYTES, MILLISECONDS -> String.format("%.0f", figure);
    };
  }
}
