package dev.bpfj.libbpf.internal.call;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Native memory by address. It is jffi's, which is loaded to call libbpf anyway; a JVM in which
 * nothing but a kernel in memory is used has no jffi, and the JDK's own in its place.
 *
 * <p>Thread-safe.
 */
public abstract class NativeMemory {
  private static volatile @Nullable NativeMemory chosen;

  /** For the two of them. */
  protected NativeMemory() {}

  /** The memory, one and the same from the first call on. */
  public static NativeMemory get() {
    NativeMemory known = chosen;
    return known != null ? known : choose(new JffiMemory());
  }

  /** Makes this the memory, unless there is one already. */
  public static synchronized NativeMemory choose(NativeMemory memory) {
    NativeMemory known = chosen;
    if (known == null) {
      known = memory;
      chosen = known;
    }
    return known;
  }

  /** Memory that {@link #freeMemory} releases; 0 if there is none. */
  public abstract long allocateMemory(long size, boolean clear);

  /** Releases what {@link #allocateMemory} gave. */
  public abstract void freeMemory(long address);

  public abstract void copyMemory(long from, long to, long size);

  public abstract void putByte(long address, byte value);

  public abstract short getShort(long address);

  public abstract void putShort(long address, short value);

  public abstract int getInt(long address);

  public abstract void putInt(long address, int value);

  public abstract long getLong(long address);

  public abstract void putLong(long address, long value);

  public abstract void getByteArray(long address, byte[] bytes, int offset, int length);

  public abstract void putByteArray(long address, byte[] bytes, int offset, int length);

  /** The bytes of a C string, without its zero. */
  public abstract byte[] getZeroTerminatedByteArray(long address);

  /** Where a direct buffer begins, whatever its position is. */
  public abstract long getDirectBufferAddress(ByteBuffer buffer);

  /** A buffer over memory that somebody else releases. */
  public abstract ByteBuffer newDirectByteBuffer(long address, int size);

  /** The kernel whose pages serve for what belongs to no kernel. */
  public abstract Kernel kernel();

  /** The size of the machine's pages. */
  public abstract int pageSize();
}
