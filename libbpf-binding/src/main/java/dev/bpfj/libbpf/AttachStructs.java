package dev.bpfj.libbpf;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.attach.KprobeMultiOptions;
import dev.bpfj.libbpf.attach.KprobeOptions;
import dev.bpfj.libbpf.attach.KsyscallOptions;
import dev.bpfj.libbpf.attach.PerfEventAttributes;
import dev.bpfj.libbpf.attach.PerfEventOptions;
import dev.bpfj.libbpf.attach.UprobeMultiOptions;
import dev.bpfj.libbpf.attach.UprobeOptions;
import dev.bpfj.libbpf.internal.call.Arena;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The structures that attaching takes, as libbpf 1.4 has them. An older libbpf accepts a longer
 * structure if what it does not know is zero.
 */
final class AttachStructs {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int POINTER = 8;

  // struct perf_event_attr
  private static final int ATTR_SIZE = 112; // PERF_ATTR_SIZE_VER5, Linux 4.1
  private static final long ATTR_DISABLED = 1;
  private static final long ATTR_FREQ = 1 << 10;

  private AttachStructs() {}

  /** {@code struct bpf_kprobe_opts}. */
  static long kprobe(Arena arena, KprobeOptions options) {
    long struct = sized(arena, 32);
    MEMORY.putLong(struct + 8, options.cookie());
    MEMORY.putLong(struct + 16, options.offset());
    putBoolean(struct + 24, options.onReturn());
    MEMORY.putInt(struct + 28, options.mode().value());
    return struct;
  }

  /** {@code struct bpf_kprobe_multi_opts}. */
  static long kprobeMulti(Arena arena, KprobeMultiOptions options) {
    long struct = sized(arena, 48);
    MEMORY.putLong(struct + 8, array(arena, options.functions(), arena::string));
    MEMORY.putLong(struct + 16, array(arena, options.addresses(), Long::longValue));
    MEMORY.putLong(struct + 24, array(arena, options.cookies(), Long::longValue));
    MEMORY.putLong(struct + 32, options.count());
    putBoolean(struct + 40, options.onReturn());
    return struct;
  }

  /** {@code struct bpf_ksyscall_opts}. */
  static long ksyscall(Arena arena, KsyscallOptions options) {
    long struct = sized(arena, 24);
    MEMORY.putLong(struct + 8, options.cookie());
    putBoolean(struct + 16, options.onReturn());
    return struct;
  }

  /** {@code struct bpf_uprobe_opts}. */
  static long uprobe(Arena arena, UprobeOptions options) {
    long struct = sized(arena, 48);
    MEMORY.putLong(struct + 8, options.refCtrOffset());
    MEMORY.putLong(struct + 16, options.cookie());
    putBoolean(struct + 24, options.onReturn());
    MEMORY.putLong(struct + 32, string(arena, options.function()));
    MEMORY.putInt(struct + 40, options.mode().value());
    return struct;
  }

  /** {@code struct bpf_uprobe_multi_opts}. */
  static long uprobeMulti(Arena arena, UprobeMultiOptions options) {
    long struct = sized(arena, 56);
    MEMORY.putLong(struct + 8, array(arena, options.functions(), arena::string));
    MEMORY.putLong(struct + 16, array(arena, options.offsets(), Long::longValue));
    MEMORY.putLong(struct + 24, array(arena, options.refCtrOffsets(), Long::longValue));
    MEMORY.putLong(struct + 32, array(arena, options.cookies(), Long::longValue));
    MEMORY.putLong(struct + 40, options.count());
    putBoolean(struct + 48, options.onReturn());
    return struct;
  }

  /** {@code struct bpf_perf_event_opts}. */
  static long perfEvent(Arena arena, PerfEventOptions options) {
    long struct = sized(arena, 24);
    MEMORY.putLong(struct + 8, options.cookie());
    putBoolean(struct + 16, options.byIoctl());
    return struct;
  }

  /**
   * {@code struct bpf_trace_opts}, and likewise those of usdt, tracepoint and raw_tracepoint: a
   * cookie is all they hold.
   */
  static long cookie(Arena arena, long cookie) {
    long struct = sized(arena, 16);
    MEMORY.putLong(struct + 8, cookie);
    return struct;
  }

  /** {@code struct perf_event_attr} of {@code linux/perf_event.h}. */
  static long perfEventAttr(Arena arena, PerfEventAttributes attributes) {
    long struct = arena.allocate(ATTR_SIZE);
    MEMORY.putInt(struct, attributes.type());
    MEMORY.putInt(struct + 4, ATTR_SIZE);
    MEMORY.putLong(struct + 8, attributes.config());
    MEMORY.putLong(struct + 16, attributes.rate());
    MEMORY.putLong(struct + 40, ATTR_DISABLED | (attributes.frequency() ? ATTR_FREQ : 0));
    return struct;
  }

  static long sized(Arena arena, long size) {
    long struct = arena.allocate(size);
    MEMORY.putLong(struct, size);
    return struct;
  }

  static long string(Arena arena, @Nullable String text) {
    return text == null ? 0 : arena.string(text);
  }

  private static <T> long array(Arena arena, List<T> values, ToLongFunction<T> toLong) {
    if (values.isEmpty()) {
      return 0;
    }
    long address = arena.allocate((long) POINTER * values.size());
    for (int i = 0; i < values.size(); i++) {
      MEMORY.putLong(address + (long) POINTER * i, toLong.applyAsLong(values.get(i)));
    }
    return address;
  }

  static void putBoolean(long address, boolean value) {
    MEMORY.putByte(address, (byte) (value ? 1 : 0));
  }
}
