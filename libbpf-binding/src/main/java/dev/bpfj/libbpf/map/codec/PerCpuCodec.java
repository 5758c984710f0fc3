package dev.bpfj.libbpf.map.codec;

import dev.bpfj.libbpf.internal.call.Arguments;
import dev.bpfj.libbpf.internal.call.PossibleCpus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The codec of a per-CPU map's values: one for each possible CPU, by the CPU's number.
 *
 * <p>Immutable, thread-safe.
 *
 * @param <T> the type of one CPU's value
 */
public final class PerCpuCodec<T> implements MapCodec<PerCpu<T>> {
  private static final int MOST_BYTES = Integer.MAX_VALUE - Long.BYTES;

  private final MapCodec<T> one;
  private final int stride;

  private PerCpuCodec(MapCodec<T> one) {
    this.one = one;
    this.stride =
        PossibleCpus.stride(Arguments.inRange("PerCpuCodec: size", one.size(), 0, MOST_BYTES));
  }

  /**
   * The codec of a per-CPU map's values.
   *
   * @param one the codec of one CPU's value
   * @param <T> the type of one CPU's value
   * @return the codec
   */
  public static <T> PerCpuCodec<T> of(MapCodec<T> one) {
    return new PerCpuCodec<>(one);
  }

  @Override
  public int size() {
    int cpus = PossibleCpus.count();
    return cpus * Arguments.inRange("PerCpuCodec: size", stride, 0, Integer.MAX_VALUE / cpus);
  }

  @Override
  public void put(ByteBuffer buffer, int offset, PerCpu<T> value) {
    for (int cpu = 0; cpu < value.size(); cpu++) {
      one.put(buffer, offset + cpu * stride, value.get(cpu));
    }
  }

  @Override
  public PerCpu<T> get(ByteBuffer buffer, int offset) {
    int cpus = PossibleCpus.count();
    List<T> values = new ArrayList<>(cpus);
    for (int cpu = 0; cpu < cpus; cpu++) {
      values.add(
          Arguments.made("PerCpuCodec: value of a CPU", one.get(buffer, offset + cpu * stride)));
    }
    return PerCpu.owning(values);
  }

  @Override
  public void getInto(ByteBuffer buffer, int offset, PerCpu<T> into) {
    for (int cpu = 0; cpu < into.size(); cpu++) {
      one.getInto(buffer, offset + cpu * stride, into.get(cpu));
    }
  }
}
