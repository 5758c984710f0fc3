package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;
import java.nio.ByteOrder;

/** {@code struct perf_event_attr} of {@code linux/perf_event.h}, as Linux 4.1 has it. */
public final class PerfEventAttr {
  private static final int SIZE = 112; // PERF_ATTR_SIZE_VER5
  private static final int TYPE_AT = 0;
  private static final int SIZE_AT = 4;
  private static final int CONFIG_AT = 8;
  private static final int SAMPLE_PERIOD_AT = 16; // in a union with sample_freq
  private static final int SAMPLE_TYPE_AT = 24;
  private static final int FLAGS_AT = 40;
  private static final int WAKEUP_AT = 48; // wakeup_events, in a union with wakeup_watermark

  private static final int SAMPLE_RAW = 1 << 10; // PERF_SAMPLE_RAW

  // bits of the 64-bit bitfield behind read_format
  private static final int DISABLED = 0;
  private static final int FREQ = 10;
  private static final int WATERMARK = 14;

  private final ByteOrder order;
  private final Struct struct;
  private long flags;

  /** Makes the structure of an event that occurs at each count. */
  public PerfEventAttr(CallMemory memory, int type, long config) {
    this(memory, type, config, ByteOrder.nativeOrder());
  }

  PerfEventAttr(CallMemory memory, int type, long config, ByteOrder order) {
    this.order = order;
    this.struct =
        Struct.of(memory, SIZE)
            .putInt(TYPE_AT, type)
            .putInt(SIZE_AT, SIZE)
            .putLong(CONFIG_AT, config);
  }

  /** Samples after a number of events. */
  public PerfEventAttr period(long events) {
    struct.putLong(SAMPLE_PERIOD_AT, events);
    return this;
  }

  /** Samples a number of times a second. */
  public PerfEventAttr frequency(long timesASecond) {
    struct.putLong(SAMPLE_PERIOD_AT, timesASecond);
    return flag(FREQ);
  }

  /** Does not count before it is enabled. */
  public PerfEventAttr disabled() {
    return flag(DISABLED);
  }

  /** Writes the data of {@code bpf_perf_event_output} into the samples. */
  public PerfEventAttr rawSamples() {
    struct.putLong(SAMPLE_TYPE_AT, SAMPLE_RAW);
    return this;
  }

  /** Wakes readers after a number of samples. */
  public PerfEventAttr wakeupEvents(int samples) {
    struct.putInt(WAKEUP_AT, samples);
    return this;
  }

  /** Wakes readers after a number of bytes. */
  public PerfEventAttr wakeupWatermark(int bytes) {
    struct.putInt(WAKEUP_AT, bytes);
    return flag(WATERMARK);
  }

  /** C counts the bits of a bitfield from the other end on big-endian machines. */
  private PerfEventAttr flag(int bit) {
    flags |= 1L << (order == ByteOrder.LITTLE_ENDIAN ? bit : Long.SIZE - 1 - bit);
    struct.putLong(FLAGS_AT, flags);
    return this;
  }

  /** The structure's address. */
  public long address() {
    return struct.address();
  }
}
