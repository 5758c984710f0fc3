package dev.bpfj.libbpf.map;

import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.PossibleCpus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a per-CPU map: one for each possible CPU, by the CPU's number.
 *
 * <p>Immutable, and so for any number of threads.
 *
 * @param <T> the type of one CPU's value
 */
public final class PerCpu<T> implements MapCodec<List<T>> {
  private static final int ALIGNMENT = 8;

  private final MapCodec<T> one;
  private final int stride;

  private PerCpu(MapCodec<T> one) {
    this.one = one;
    this.stride =
        stride(Arguments.inRange("PerCpu: size", one.size(), 0, Integer.MAX_VALUE - ALIGNMENT));
  }

  /**
   * The codec of a per-CPU map's values.
   *
   * @param one the codec of one CPU's value
   * @param <T> the type of one CPU's value
   * @return the codec of lists with an element for each possible CPU
   */
  public static <T> PerCpu<T> of(MapCodec<T> one) {
    return new PerCpu<>(one);
  }

  /**
   * How many values a list has ({@code libbpf_num_possible_cpus}).
   *
   * @return a number that does not change
   */
  public static int count() {
    return PossibleCpus.count();
  }

  /** How far the values of two CPUs are apart. */
  static int stride(int valueSize) {
    return valueSize + ALIGNMENT - 1 & -ALIGNMENT;
  }

  @Override
  public int size() {
    int cpus = count();
    return cpus * Arguments.inRange("PerCpu: size", stride, 0, Integer.MAX_VALUE / cpus);
  }

  @Override
  public void put(ByteBuffer buffer, int offset, List<T> value) {
    requireOneForEachCpu(value);
    int at = offset;
    for (T element : value) {
      one.put(buffer, at, element);
      at += stride;
    }
  }

  @Override
  public List<T> get(ByteBuffer buffer, int offset) {
    int cpus = count();
    List<T> value = new ArrayList<>(cpus);
    for (int cpu = 0; cpu < cpus; cpu++) {
      value.add(one.get(buffer, offset + cpu * stride));
    }
    return value;
  }

  @Override
  public void getInto(ByteBuffer buffer, int offset, List<T> into) {
    int cpus = requireOneForEachCpu(into);
    for (int cpu = 0; cpu < cpus; cpu++) {
      one.getInto(buffer, offset + cpu * stride, into.get(cpu));
    }
  }

  private int requireOneForEachCpu(List<T> value) {
    int cpus = count();
    if (value.size() != cpus) {
      throw new IllegalArgumentException(
          "wrong number of CPUs: size=" + value.size() + ", expected=" + cpus);
    }
    return cpus;
  }
}
