package dev.bpfj.libbpf.internal.struct;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.Arena;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A zeroed structure whose members are being written. */
final class Struct {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int POINTER = 8;

  private final long address;

  private Struct(long address) {
    this.address = address;
  }

  static Struct of(Arena arena, int size) {
    return new Struct(arena.allocate(size));
  }

  /** One of libbpf's options structures, whose first member is its size. */
  static Struct opts(Arena arena, int size) {
    return of(arena, size).putLong(0, size);
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

  /** A C string, or NULL. */
  static long string(Arena arena, @Nullable String text) {
    return text == null ? 0 : arena.string(text);
  }

  /** An array of C strings, or NULL for none. */
  static long strings(Arena arena, List<String> texts) {
    return array(arena, texts, arena::string);
  }

  /** An array of 64-bit numbers, or NULL for none. */
  static long longs(Arena arena, List<Long> numbers) {
    return array(arena, numbers, Long::longValue);
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
}
