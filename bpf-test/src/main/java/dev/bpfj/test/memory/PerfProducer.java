package dev.bpfj.test.memory;

import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.skeleton.StructView;

/**
 * Puts records into a perf event array of a kernel in memory, as a program does, for the {@link
 * dev.bpfj.libbpf.ring.PerfBuffer} that is to be tested.
 *
 * <p>Thread-safe.
 */
public final class PerfProducer {
  private final ProgramSide<PerfArrayContent> buffers;

  private PerfProducer(ProgramSide<PerfArrayContent> buffers) {
    this.buffers = buffers;
  }

  /**
   * Takes the place of the programs that write to a map.
   *
   * @param map a perf event array of a skeleton that was opened in a kernel in memory
   * @return its producer
   * @throws IllegalArgumentException if it is no perf event array, or in the machine's kernel
   */
  public static PerfProducer of(BpfMap map) {
    return new PerfProducer(ProgramSide.of(map, PerfArrayContent.class, "perf_event_array"));
  }

  /**
   * Puts in a record ({@code bpf_perf_event_output}). It is read with up to seven zeros behind it,
   * as the kernel's are.
   *
   * @param cpu the processor that the program runs on
   * @param record its bytes
   * @return false if the record is lost: the processor's buffer is full, or none is open
   * @throws IllegalStateException before load and after close
   */
  public boolean output(int cpu, byte[] record) {
    byte[] bytes = record.clone();
    return buffers.call(
        content -> {
          PerfEvent event = content.event(cpu);
          return event != null && event.output(bytes);
        });
  }

  /**
   * Puts in a struct ({@code bpf_perf_event_output}).
   *
   * @param cpu the processor that the program runs on
   * @param record such as {@code new Event().pid(7)}
   * @return false if the record is lost: the processor's buffer is full, or none is open
   * @throws IllegalStateException before load and after close
   */
  public boolean output(int cpu, StructView record) {
    return output(cpu, ProgramSide.bytes(record));
  }

  @Override
  public String toString() {
    return buffers.toString();
  }
}
