package dev.bpfj.micrometer;

import dev.bpfj.libbpf.error.BpfException;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * A number that is read from what may be closed, or not loaded yet: then the last one is given that
 * was read.
 *
 * <p>Thread-safe.
 *
 * @param <T> what it is read from
 */
final class Reading<T> implements ToDoubleFunction<T>, ToLongFunction<T> {
  private final ToDoubleFunction<? super T> source;
  private volatile double last;

  private Reading(ToDoubleFunction<? super T> source, double last) {
    this.source = source;
    this.last = last;
  }

  /** Of a counter: what was counted stays counted. */
  static <T> Reading<T> ofCounter(ToDoubleFunction<? super T> source) {
    return new Reading<>(source, 0);
  }

  @Override
  public double applyAsDouble(T owner) {
    try {
      double read = source.applyAsDouble(owner);
      if (!Double.isNaN(read)) {
        last = read;
      }
      return last;
    } catch (BpfException | IllegalStateException e) { // closed, among others
      return last;
    }
  }

  @Override
  public long applyAsLong(T owner) {
    return (long) applyAsDouble(owner);
  }

  /** Of a gauge: there is no value any more. */
  static <T> ToDoubleFunction<T> ofGauge(ToDoubleFunction<? super T> source) {
    return owner -> {
      try {
        return source.applyAsDouble(owner);
      } catch (BpfException | IllegalStateException e) {
        return Double.NaN;
      }
    };
  }

  /** C's {@code __u64} as a number of Java's. */
  static double unsigned(long value) {
    double upper = value >>> 1;
    return value >= 0 ? value : upper * 2 + (value & 1);
  }
}
