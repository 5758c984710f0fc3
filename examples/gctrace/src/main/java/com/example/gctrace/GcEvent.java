package com.example.gctrace;

import dev.bpfj.object.PrintableText;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What happened in the JVM, copied out of the ring buffer.
 *
 * @param kind what it was
 * @param name of the operation of a pause, of the memory manager of a collection, or of the thread
 *     that requested one
 * @param length how long it took; zero for a request
 * @param usedBefore bytes in the memory manager's pools before a collection
 * @param usedAfter bytes in them after it
 */
public record GcEvent(Kind kind, String name, Duration length, long usedBefore, long usedAfter) {
  /** What can happen. */
  public enum Kind {
    /** All threads stopped for an operation of the VM. */
    PAUSE,
    /** A memory manager collected garbage, which may have been while the program ran. */
    COLLECTION,
    /** A thread called {@code System.gc()}. */
    REQUEST
  }

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String COLUMNS = "%-10s%-12s%-46s";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MIB = 1 << 20;

  /** The names of {@link #line}'s columns. */
  public static final String HEADER =
      String.format(COLUMNS + "%12s  %s", "TIME", "WHAT", "NAME", "LENGTH(ms)", "USED(MiB)");

  /** A line for a terminal, which no name can control. */
  public String line(LocalTime time) {
    String start =
        String.format(COLUMNS, time.format(TIME), kind.name().toLowerCase(Locale.ROOT), PrintableText.of(name));
    return switch (kind) {
      case REQUEST -> start.stripTrailing();
      case PAUSE -> start + lengthColumn();
      case COLLECTION ->
          String.format(
              Locale.ROOT,
              "%s%s  %.1f -> %.1f",
              start, lengthColumn(), usedBefore / BYTES_PER_MIB, usedAfter / BYTES_PER_MIB);
    };
  }

  private String lengthColumn() {
    return String.format(Locale.ROOT, "%12.3f", length.toNanos() / NANOS_PER_MILLI);
  }
}
