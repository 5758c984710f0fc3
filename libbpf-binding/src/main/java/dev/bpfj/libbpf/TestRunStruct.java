package dev.bpfj.libbpf;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.time.Duration;

/** {@code struct bpf_test_run_opts}, as libbpf has had it since 0.8. */
final class TestRunStruct {
  private static final NativeMemory MEMORY = NativeMemory.get();
  private static final int SIZE = 80;
  private static final int DATA_IN = 8;
  private static final int DATA_OUT = 16;
  private static final int DATA_SIZE_IN = 24;
  private static final int DATA_SIZE_OUT = 28;
  private static final int CTX_IN = 32;
  private static final int CTX_OUT = 40;
  private static final int CTX_SIZE_IN = 48;
  private static final int CTX_SIZE_OUT = 52;
  private static final int RETVAL = 56;
  private static final int REPEAT = 60;
  private static final int DURATION = 64;
  private static final int FLAGS = 68;
  private static final int CPU = 72;
  private static final int BATCH_SIZE = 76;

  private final long address;

  TestRunStruct(CallMemory memory, TestRunOptions options) {
    this.address = memory.allocate(SIZE);
    MEMORY.putLong(address, SIZE);
    in(memory, options.data, DATA_IN, DATA_SIZE_IN);
    out(memory, options.dataOutSize, DATA_OUT, DATA_SIZE_OUT);
    in(memory, options.context, CTX_IN, CTX_SIZE_IN);
    out(memory, options.contextOutSize, CTX_OUT, CTX_SIZE_OUT);
    MEMORY.putInt(address + REPEAT, options.repeat);
    MEMORY.putInt(address + FLAGS, options.flags);
    MEMORY.putInt(address + CPU, options.cpu);
    MEMORY.putInt(address + BATCH_SIZE, options.batchSize);
  }

  private void in(CallMemory memory, byte[] bytes, int pointer, int size) {
    if (bytes.length > 0) {
      MEMORY.putLong(address + pointer, memory.bytes(bytes));
      MEMORY.putInt(address + size, bytes.length);
    }
  }

  private void out(CallMemory memory, int capacity, int pointer, int size) {
    if (capacity > 0) {
      MEMORY.putLong(address + pointer, memory.allocate(capacity));
      MEMORY.putInt(address + size, capacity);
    }
  }

  long address() {
    return address;
  }

  /** What the kernel has written. */
  TestRunResult result() {
    long nanos = Integer.toUnsignedLong(MEMORY.getInt(address + DURATION));
    boolean separate = MEMORY.getLong(address + CTX_OUT) != 0;
    return new TestRunResult(
        MEMORY.getInt(address + RETVAL),
        Duration.ofNanos(nanos),
        read(DATA_OUT, DATA_SIZE_OUT),
        separate ? read(CTX_OUT, CTX_SIZE_OUT) : read(CTX_IN, CTX_SIZE_IN));
  }

  private byte[] read(int pointer, int size) {
    long from = MEMORY.getLong(address + pointer);
    byte[] bytes = new byte[from == 0 ? 0 : MEMORY.getInt(address + size)];
    MEMORY.getByteArray(from, bytes, 0, bytes.length);
    return bytes;
  }
}
