package dev.bpfj.libbpf.internal.call;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One question about a descriptor: a structure that is zero but for the buffers that go with it.
 */
public final class InfoCall {
  private static final NativeMemory MEMORY = NativeMemory.get();

  private final String subject;
  private final int fd;
  private final CallMemory memory;
  private final int size;
  private final long struct;

  public InfoCall(String subject, int fd, CallMemory memory, int size) {
    this.subject = subject;
    this.fd = fd;
    this.memory = memory;
    this.size = size;
    this.struct = memory.allocate(size);
  }

  /** Makes room for what a member of the structure points to, and gives its address. */
  public long buffer(int pointerOffset, long bytes) {
    long buffer = memory.allocate(bytes);
    MEMORY.putLong(struct + pointerOffset, buffer);
    return buffer;
  }

  public void putInt(int offset, int value) {
    MEMORY.putInt(struct + offset, value);
  }

  /** Asks; kernels that know less of the structure leave the rest zero. */
  public void ask() {
    long length = memory.allocate(Integer.BYTES);
    MEMORY.putInt(length, size);
    LibbpfCall.number(
        "bpf_obj_get_info_by_fd",
        subject,
        () -> Native.bpf().bpf_obj_get_info_by_fd(fd, struct, length));
  }

  public int getInt(int offset) {
    return MEMORY.getInt(struct + offset);
  }

  public long getUnsigned(int offset) {
    return Integer.toUnsignedLong(getInt(offset));
  }

  public long getLong(int offset) {
    return MEMORY.getLong(struct + offset);
  }

  public byte[] getBytes(int offset, int length) {
    byte[] bytes = new byte[length];
    MEMORY.getByteArray(struct + offset, bytes, 0, length);
    return bytes;
  }

  public static String text(long address) {
    return new String(MEMORY.getZeroTerminatedByteArray(address), StandardCharsets.UTF_8);
  }

  public static List<Long> longs(long address, int count) {
    List<Long> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(MEMORY.getLong(address + (long) Long.BYTES * i));
    }
    return List.copyOf(values);
  }

  public static List<Integer> ints(long address, int count) {
    List<Integer> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(MEMORY.getInt(address + (long) Integer.BYTES * i));
    }
    return List.copyOf(values);
  }
}
