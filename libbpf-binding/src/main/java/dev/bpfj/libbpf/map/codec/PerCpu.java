package dev.bpfj.libbpf.map.codec;

import dev.bpfj.libbpf.internal.call.PossibleCpus;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;

/**
 * What a per-CPU map has for a key: one value for each possible CPU, by the CPU's number. An
 * unmodifiable list with the sums that are usually made of it:
 *
 * <pre>{@code
 * long packets = counters.get(0).sum();
 * long bytes = flows.lookup(flow).orElseThrow().sum(Stats::bytes);
 * }</pre>
 *
 * <p>Thread-safe if the values are, as numbers are and structs are not.
 *
 * @param <T> the type of one CPU's value
 */
public final class PerCpu<T> extends AbstractList<T> implements RandomAccess {
  private final List<T> values;

  private PerCpu(List<T> values) {
    this.values = values;
  }

  /**
   * Values of all CPUs.
   *
   * @param values one for each possible CPU, by the CPU's number
   * @param <T> the type of one CPU's value
   * @return the values
   * @throws IllegalArgumentException if there are more or fewer than {@link #count}
   */
  public static <T> PerCpu<T> of(List<? extends T> values) {
    requireCount(values.size());
    return new PerCpu<>(List.copyOf(values));
  }

  /**
   * The same value for each CPU, such as zero.
   *
   * @param value the value
   * @param <T> its type
   * @return the values
   */
  public static <T> PerCpu<T> all(T value) {
    return new PerCpu<>(Collections.nCopies(count(), Objects.requireNonNull(value, "value")));
  }

  /** Takes ownership of a list. */
  static <T> PerCpu<T> owning(List<T> values) {
    return new PerCpu<>(values);
  }

  /**
   * How many possible CPUs there are ({@code libbpf_num_possible_cpus}).
   *
   * @return a number that does not change
   */
  public static int count() {
    return PossibleCpus.count();
  }

  static int requireCount(int size) {
    int cpus = count();
    if (size != cpus) {
      throw new IllegalArgumentException(
          "wrong number of CPUs: size=" + size + ", expected=" + cpus);
    }
    return cpus;
  }

  /**
   * One CPU's value.
   *
   * @param cpu the CPU's number
   * @return its value
   * @throws IndexOutOfBoundsException if there is no such CPU
   */
  @Override
  public T get(int cpu) {
    return values.get(cpu);
  }

  @Override
  public int size() {
    return values.size();
  }

  /**
   * The sum of all CPUs' values, which wraps around as C's integers do.
   *
   * @return the sum, in the low 64 bits
   * @throws UnsupportedOperationException if the values are not integers of up to 64 bits; there is
   *     {@link #sum(ToLongFunction)} for structs, and {@link #reduce} for the rest
   */
  public long sum() {
    return sum(PerCpu::integer);
  }

  private static long integer(Object value) {
    if (value instanceof Number number
        && (value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte)) {
      return number.longValue();
    }
    throw new UnsupportedOperationException(
        "values of this type have no sum; use sum(ToLongFunction) or reduce: type="
            + value.getClass().getName());
  }

  /**
   * The sum of a number of all CPUs' values, such as a member of a struct.
   *
   * @param member gives the number of one CPU's value
   * @return the sum, in the low 64 bits
   */
  public long sum(ToLongFunction<? super T> member) {
    long sum = 0;
    for (int cpu = 0; cpu < values.size(); cpu++) {
      sum += member.applyAsLong(values.get(cpu));
    }
    return sum;
  }

  /**
   * Makes one value of all CPUs' values, from CPU 0 on.
   *
   * @param operator makes one value of two, such as {@code Math::max}
   * @return the value
   */
  public T reduce(BinaryOperator<T> operator) {
    T result = values.get(0);
    for (int cpu = 1; cpu < values.size(); cpu++) {
      result = operator.apply(result, values.get(cpu));
    }
    return result;
  }
}
