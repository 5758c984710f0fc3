package dev.bpfj.libbpf.ring;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.LibbpfCall;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.kernel.SystemCallNumbers;
import java.nio.ByteOrder;

/** Opens the perf events that programs write their records to. */
final class PerfEvents {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final long FLAG_FD_CLOEXEC = 8; // PERF_FLAG_FD_CLOEXEC
  private static final int TYPE_SOFTWARE = 1; // PERF_TYPE_SOFTWARE
  private static final long SW_BPF_OUTPUT = 10; // PERF_COUNT_SW_BPF_OUTPUT
  private static final long SAMPLE_RAW = 1 << 10; // PERF_SAMPLE_RAW

  // struct perf_event_attr
  private static final int SIZE = 112; // PERF_ATTR_SIZE_VER5, Linux 4.1
  private static final int TYPE_AT = 0;
  private static final int SIZE_AT = 4;
  private static final int CONFIG_AT = 8;
  private static final int SAMPLE_PERIOD_AT = 16;
  private static final int SAMPLE_TYPE_AT = 24;
  private static final int FLAGS_AT = 40;
  private static final int WAKEUP_AT = 48;
  private static final int WATERMARK_BIT = 14;

  private PerfEvents() {}

  /** An event of records of a processor, with a descriptor that is the caller's to close. */
  static int open(String subject, int cpu, PerfBufferOptions options) {
    try (Arena arena = new Arena()) {
      long attr = attributes(arena, options);
      long fd =
          Native.libcSixArguments()
              .syscall(SystemCallNumbers.PERF_EVENT_OPEN, attr, -1, cpu, -1, FLAG_FD_CLOEXEC);
      if (fd < 0) {
        throw LibbpfCall.failure("perf_event_open", subject + ": cpu " + cpu, Native.lastErrno());
      }
      return (int) fd;
    }
  }

  private static long attributes(Arena arena, PerfBufferOptions options) {
    long attr = arena.allocate(SIZE);
    MEMORY.putInt(attr + TYPE_AT, TYPE_SOFTWARE);
    MEMORY.putInt(attr + SIZE_AT, SIZE);
    MEMORY.putLong(attr + CONFIG_AT, SW_BPF_OUTPUT);
    MEMORY.putLong(attr + SAMPLE_PERIOD_AT, options.samplePeriod);
    MEMORY.putLong(attr + SAMPLE_TYPE_AT, SAMPLE_RAW);
    if (options.wakeupBytes > 0) {
      MEMORY.putLong(attr + FLAGS_AT, bitfield(WATERMARK_BIT));
      MEMORY.putInt(attr + WAKEUP_AT, options.wakeupBytes);
    } else {
      MEMORY.putInt(attr + WAKEUP_AT, options.samplePeriod);
    }
    return attr;
  }

  /** A bit of a 64-bit bitfield: C counts them from the other end on big-endian machines. */
  private static long bitfield(int bit) {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return 1L << (little ? bit : 63 - bit);
  }
}
