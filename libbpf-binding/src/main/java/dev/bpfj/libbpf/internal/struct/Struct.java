package dev.bpfj.libbpf.internal.struct;

import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import java.util.List;
import java.util.function.ToLongFunction;

/** A zeroed structure whose members are being written. */
final class Struct {
  private static final NativeMemory MEMORY = NativeMemory.get();
  private static final int POINTER = 8;

  private final long address;

  private Struct(long address) {
    this.address = address;
  }

  static Struct of(CallMemory memory, int size) {
    return new Struct(memory.allocate(size));
  }

  /** One of libbpf's options structures, whose first member is its size. */
  static Struct opts(CallMemory memory, int size) {
    return of(memory, size).putLong(0, size);
  }

  Struct putInt(int offset, int value) {
    MEMORY.putInt(address + offset, value);
    return this;
  }

  Struct putLong(int offset, long value) {
    MEMORY.putLong(address + offset, value);
    return this;
  }

  Struct putBoolean(int offset, boolean value) {
    MEMORY.putByte(address + offset, (byte) (value ? 1 : 0));
    return this;
  }

  long address() {
    return address;
  }

  /** An array of C strings, or NULL for none. */
  static long strings(CallMemory memory, List<String> texts) {
    return array(memory, texts, memory::string);
  }

  /** An array of 64-bit numbers, or NULL for none. */
  static long longs(CallMemory memory, List<Long> numbers) {
    return array(memory, numbers, Long::longValue);
  }

  private static <T> long array(CallMemory memory, List<T> values, ToLongFunction<T> toLong) {
    if (values.isEmpty()) {
      return 0;
    }
    long address = memory.allocate((long) POINTER * values.size());
    for (int i = 0; i < values.size(); i++) {
      MEMORY.putLong(address + (long) POINTER * i, toLong.applyAsLong(values.get(i)));
    }
    return address;
  }
}
