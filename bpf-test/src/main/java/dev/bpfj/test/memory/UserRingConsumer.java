package dev.bpfj.test.memory;

import dev.bpfj.libbpf.map.BpfMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes records out of a user ring buffer of a kernel in memory, as a program does, to see what a
 * {@link dev.bpfj.libbpf.ring.UserRingBuffer} has put in.
 *
 * <p>Thread-safe.
 */
public final class UserRingConsumer {
  private final ProgramSide<RingContent> ring;

  private UserRingConsumer(ProgramSide<RingContent> ring) {
    this.ring = ring;
  }

  /**
   * Takes the place of the programs that read a user ring buffer.
   *
   * @param map a user ring buffer of a skeleton that was opened in a kernel in memory
   * @return its consumer
   * @throws IllegalArgumentException if it is no user ring buffer, or in the machine's kernel
   */
  public static UserRingConsumer of(BpfMap map) {
    return new UserRingConsumer(ProgramSide.of(map, RingContent.class, "user_ringbuf"));
  }

  /**
   * Takes out all records that are submitted ({@code bpf_user_ringbuf_drain}).
   *
   * @return their bytes, in order; discarded ones are left out
   * @throws IllegalStateException before load and after close
   */
  public List<byte[]> drain() {
    return ring.call(
        content -> {
          List<byte[]> records = new ArrayList<>();
          for (byte[] record = content.take(); record != null; record = content.take()) {
            records.add(record);
          }
          return List.copyOf(records);
        });
  }

  @Override
  public String toString() {
    return ring.toString();
  }
}
