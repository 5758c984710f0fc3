package dev.bpfj.libbpf.internal.call;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.raw.LibC;
import java.nio.ByteBuffer;

/** jffi's access to memory, and the C library's page size. */
final class JffiMemory extends NativeMemory {
  private final MemoryIO io = Jffi.memory();

  @Override
  public long allocateMemory(long size, boolean clear) {
    return io.allocateMemory(size, clear);
  }

  @Override
  public void freeMemory(long address) {
    io.freeMemory(address);
  }

  @Override
  public void copyMemory(long from, long to, long size) {
    io.copyMemory(from, to, size);
  }

  @Override
  public void putByte(long address, byte value) {
    io.putByte(address, value);
  }

  @Override
  public short getShort(long address) {
    return io.getShort(address);
  }

  @Override
  public void putShort(long address, short value) {
    io.putShort(address, value);
  }

  @Override
  public int getInt(long address) {
    return io.getInt(address);
  }

  @Override
  public void putInt(long address, int value) {
    io.putInt(address, value);
  }

  @Override
  public long getLong(long address) {
    return io.getLong(address);
  }

  @Override
  public void putLong(long address, long value) {
    io.putLong(address, value);
  }

  @Override
  public void getByteArray(long address, byte[] bytes, int offset, int length) {
    io.getByteArray(address, bytes, offset, length);
  }

  @Override
  public void putByteArray(long address, byte[] bytes, int offset, int length) {
    io.putByteArray(address, bytes, offset, length);
  }

  @Override
  public byte[] getZeroTerminatedByteArray(long address) {
    return io.getZeroTerminatedByteArray(address);
  }

  @Override
  public long getDirectBufferAddress(ByteBuffer buffer) {
    return io.getDirectBufferAddress(buffer);
  }

  @Override
  public ByteBuffer newDirectByteBuffer(long address, int size) {
    return io.newDirectByteBuffer(address, size);
  }

  @Override
  public Kernel kernel() {
    return Native.KERNEL;
  }

  @Override
  public int pageSize() {
    return (int) Native.libc().sysconf(LibC.SC_PAGESIZE);
  }
}
