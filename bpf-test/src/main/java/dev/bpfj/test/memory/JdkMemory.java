package dev.bpfj.test.memory;

import dev.bpfj.libbpf.internal.call.Jffi;
import dev.bpfj.libbpf.internal.call.Kernel;
import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.memory.AddressSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The JDK's native memory, for a JVM without jffi: direct buffers, which are kept until they are
 * freed.
 *
 * <p>Thread-safe.
 */
final class JdkMemory extends NativeMemory {
  private static final int ALIGNMENT = 16;
  private static final int PAGE_SIZE = AddressSpace.pageSize();
  // Arguments of calls: their blocks are used again, which is faster than a new buffer.
  private static final int MOST_KEPT = 1024;

  private final NavigableMap<Long, ByteBuffer> blocks = new ConcurrentSkipListMap<>();
  private final Map<Integer, Queue<ByteBuffer>> free = new ConcurrentHashMap<>();
  private final Kernel kernel;

  /**
   * Makes the memory.
   *
   * @param kernel whose pages serve for what belongs to no kernel
   */
  JdkMemory(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public long allocateMemory(long size, boolean clear) {
    int capacity = capacity(Math.toIntExact(size));
    ByteBuffer block = capacity > MOST_KEPT ? null : ofSize(capacity).poll();
    if (block == null) {
      block =
          ByteBuffer.allocateDirect(capacity + ALIGNMENT)
              .alignedSlice(ALIGNMENT)
              .slice(0, capacity)
              .order(ByteOrder.nativeOrder());
    } else if (clear) {
      block.put(0, new byte[capacity]);
    }
    long address = getDirectBufferAddress(block);
    blocks.put(address, block);
    return address;
  }

  private Queue<ByteBuffer> ofSize(int capacity) {
    return free.computeIfAbsent(capacity, any -> new ConcurrentLinkedQueue<>());
  }

  private static int capacity(int size) {
    return size > MOST_KEPT ? size : Integer.highestOneBit(Math.max(ALIGNMENT, size) * 2 - 1);
  }

  @Override
  public void freeMemory(long address) {
    ByteBuffer block = blocks.remove(address);
    if (block != null && block.capacity() <= MOST_KEPT) {
      ofSize(block.capacity()).add(block);
    }
  }

  @Override
  public void copyMemory(long from, long to, long size) {
    long done = 0;
    for (; done <= size - Long.BYTES; done += Long.BYTES) {
      AddressSpace.putLong(to + done, AddressSpace.getLong(from + done));
    }
    for (; done < size; done++) {
      AddressSpace.putByte(to + done, AddressSpace.getByte(from + done));
    }
  }

  @Override
  public void putByte(long address, byte value) {
    AddressSpace.putByte(address, value);
  }

  @Override
  public short getShort(long address) {
    return AddressSpace.getShort(address);
  }

  @Override
  public void putShort(long address, short value) {
    AddressSpace.putShort(address, value);
  }

  @Override
  public int getInt(long address) {
    return AddressSpace.getInt(address);
  }

  @Override
  public void putInt(long address, int value) {
    AddressSpace.putInt(address, value);
  }

  @Override
  public long getLong(long address) {
    return AddressSpace.getLong(address);
  }

  @Override
  public void putLong(long address, long value) {
    AddressSpace.putLong(address, value);
  }

  @Override
  public void getByteArray(long address, byte[] bytes, int offset, int length) {
    for (int i = 0; i < length; i++) {
      bytes[offset + i] = AddressSpace.getByte(address + i);
    }
  }

  @Override
  public void putByteArray(long address, byte[] bytes, int offset, int length) {
    for (int i = 0; i < length; i++) {
      AddressSpace.putByte(address + i, bytes[offset + i]);
    }
  }

  @Override
  public byte[] getZeroTerminatedByteArray(long address) {
    int length = 0;
    while (AddressSpace.getByte(address + length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    getByteArray(address, bytes, 0, length);
    return bytes;
  }

  @Override
  public long getDirectBufferAddress(ByteBuffer buffer) {
    return AddressSpace.addressOf(buffer);
  }

  /** A part of a block, which stays as long as the buffer can be reached. */
  @Override
  public ByteBuffer newDirectByteBuffer(long address, int size) {
    Map.Entry<Long, ByteBuffer> block = blocks.floorEntry(address);
    boolean isOurs = block != null && address < block.getKey() + block.getValue().capacity();
    if (!isOurs) {
      return Jffi.memory().newDirectByteBuffer(address, size); // the machine's kernel is used, too
    }
    return block.getValue().slice((int) (address - block.getKey()), size);
  }

  @Override
  public Kernel kernel() {
    return kernel;
  }

  @Override
  public int pageSize() {
    return PAGE_SIZE;
  }
}
