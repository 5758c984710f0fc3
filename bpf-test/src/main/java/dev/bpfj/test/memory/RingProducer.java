package dev.bpfj.test.memory;

import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.skeleton.StructView;
import java.util.Optional;

/**
 * Puts records into a ring buffer of a kernel in memory, as a program does, for the {@link
 * dev.bpfj.libbpf.ring.RingBuffer} that is to be tested.
 *
 * <p>Thread-safe.
 */
public final class RingProducer {
  private final ProgramSide<RingContent> ring;

  private RingProducer(ProgramSide<RingContent> ring) {
    this.ring = ring;
  }

  /**
   * Takes the place of the programs that write to a ring.
   *
   * @param map a ring buffer of a skeleton that was opened in a kernel in memory
   * @return its producer
   * @throws IllegalArgumentException if it is no ring buffer, or in the machine's kernel
   */
  public static RingProducer of(BpfMap map) {
    return new RingProducer(ProgramSide.of(map, RingContent.class, "ringbuf"));
  }

  /**
   * Puts in a record ({@code bpf_ringbuf_output}).
   *
   * @param record its bytes
   * @return false if the ring is full: the program would have lost it
   * @throws IllegalStateException before load and after close
   */
  public boolean submit(byte[] record) {
    byte[] bytes = record.clone();
    return ring.call(
        content -> {
          long position = content.reserve(bytes.length);
          if (position >= 0) {
            content.commit(position, bytes, false);
          }
          return position >= 0;
        });
  }

  /**
   * Puts in a struct ({@code bpf_ringbuf_output}).
   *
   * @param record such as {@code new Event().pid(7)}
   * @return false if the ring is full: the program would have lost it
   * @throws IllegalStateException before load and after close
   */
  public boolean submit(StructView record) {
    return submit(ProgramSide.bytes(record));
  }

  /**
   * Reserves a record, which holds up those behind it until it is submitted or discarded ({@code
   * bpf_ringbuf_reserve}).
   *
   * @param size how many bytes it has
   * @return the record; none if the ring is full
   * @throws IllegalStateException before load and after close
   */
  public Optional<RingRecord> reserve(int size) {
    long position = ring.call(content -> content.reserve(size));
    return position < 0 ? Optional.empty() : Optional.of(new RingRecord(ring, position, size));
  }

  @Override
  public String toString() {
    return ring.toString();
  }
}
