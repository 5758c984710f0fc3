package dev.bpfj.micrometer;

import io.micrometer.core.instrument.Tags;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map's entries, walk by walk, added up by their tags. What an entry has counted stays in the sum
 * after it was deleted or evicted, as long as another with the same tags is left: counters do not
 * fall. {@link #value} is thread-safe, walks are not.
 */
final class EntrySums {
  /** Those of a key: several, if keys are equal in Java and not in the kernel. */
  private static final class Entry {
    private final Tags tags;
    private final Numbers numbers;
    private int count;

    Entry(Tags tags, int columns) {
      this.tags = tags;
      this.numbers = new Numbers(columns);
    }

    void add(Numbers others) {
      numbers.add(others);
      count++;
    }
  }

  private final List<Boolean> areCounters;
  private final Map<Tags, Numbers> gone = new HashMap<>();
  private Map<Object, Entry> entries = Map.of();
  private volatile Map<Tags, Numbers> sums = Map.of();

  /** For columns of numbers, each of which is a counter or a gauge. */
  EntrySums(List<Boolean> areCounters) {
    this.areCounters = areCounters;
  }

  /** The sum of a column, NaN if no entry has these tags. */
  double value(Tags tags, int column) {
    @Nullable Numbers numbers = sums.get(tags);
    return numbers == null ? Double.NaN : numbers.get(column);
  }

  /** The tags that entries have. */
  Set<Tags> tags() {
    return sums.keySet();
  }

  /** A walk over all entries that are there now. */
  final class Walk {
    private final Map<Object, Entry> read = new HashMap<>();
    private long count;

    /** Adds an entry with a number for each column. */
    void add(Object key, Tags tags, Numbers numbers) {
      count++;
      // By their content, as toMap does.
      Object identity = key instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : key;
      read.computeIfAbsent(identity, any -> new Entry(tags, areCounters.size())).add(numbers);
    }

    /** Has the sums show what was read; how many entries that were. */
    long end() {
      Map<Tags, Numbers> now = new HashMap<>();
      read.values().forEach(entry -> row(now, entry.tags).add(entry.numbers));
      entries.forEach(this::keep);
      gone.keySet().retainAll(now.keySet());
      gone.forEach((tags, numbers) -> row(now, tags).add(numbers));
      entries = areCounters.contains(true) ? read : Map.of();
      sums = now;
      return count;
    }

    // Less than before is a new entry of the same key, or one less of several.
    private void keep(Object key, Entry before) {
      @Nullable Entry found = read.get(key);
      Entry after =
          found != null && found.tags.equals(before.tags)
              ? found
              : new Entry(before.tags, areCounters.size());
      boolean isOneLess = after.count > 0 && after.count < before.count;
      for (int i = 0; i < areCounters.size(); i++) {
        double counted = before.numbers.get(i);
        double counts = after.numbers.get(i);
        if (areCounters.get(i) && counts < counted) {
          row(gone, before.tags).add(i, isOneLess ? counted - counts : counted);
        }
      }
    }

    private Numbers row(Map<Tags, Numbers> rows, Tags tags) {
      return rows.computeIfAbsent(tags, any -> new Numbers(areCounters.size()));
    }
  }

  /** A number for each column. */
  static final class Numbers {
    private final double[] columns;

    Numbers(int columns) {
      this.columns = new double[columns];
    }

    double get(int column) {
      return columns[column];
    }

    void add(int column, double number) {
      columns[column] += number;
    }

    private void add(Numbers others) {
      Arrays.setAll(columns, i -> columns[i] + others.columns[i]);
    }
  }
}
