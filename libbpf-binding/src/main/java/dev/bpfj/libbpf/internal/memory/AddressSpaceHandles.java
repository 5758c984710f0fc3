package dev.bpfj.libbpf.internal.memory;

import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.util.Locale;
import java.util.Objects;

/**
 * Finds the running JDK's way to memory by address. From 22 on that is a {@code
 * java.lang.foreign.MemorySegment} that spans all addresses, before it {@code sun.misc.Unsafe}, of
 * which later JDKs warn. This is compiled for 17, which has no segments, and without warnings,
 * which Unsafe gives; so both are found by reflection, once.
 */
final class AddressSpaceHandles {
  private static final boolean HAS_SEGMENTS = Runtime.version().feature() >= 22;
  private static final String FOREIGN = "java.lang.foreign.";

  /** Takes a direct buffer, gives the address of the byte at its position. */
  static final MethodHandle ADDRESS = address();

  private AddressSpaceHandles() {}

  private static MethodHandle address() {
    try {
      return HAS_SEGMENTS ? addressOfSegment() : addressOfBuffer();
    } catch (ReflectiveOperationException e) {
      throw noAccess(e);
    }
  }

  private static MethodHandle addressOfSegment() throws ReflectiveOperationException {
    Class<?> segment = Class.forName(FOREIGN + "MemorySegment");
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle of = lookup.findStatic(segment, "ofBuffer", methodType(segment, Buffer.class));
    return MethodHandles.filterReturnValue(
        of, lookup.findVirtual(segment, "address", methodType(long.class)));
  }

  /** Of the field {@code Buffer.address}, which JNI reads, too. */
  private static MethodHandle addressOfBuffer() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Object theUnsafe = theUnsafe(unsafe);
    long offset =
        (long)
            unsafe
                .getMethod("objectFieldOffset", Field.class)
                .invoke(theUnsafe, Buffer.class.getDeclaredField("address"));
    MethodHandle getLong =
        MethodHandles.lookup()
            .findVirtual(unsafe, "getLong", methodType(long.class, Object.class, long.class));
    return insertArguments(insertArguments(getLong, 0, theUnsafe), 1, offset)
        .asType(methodType(long.class, Buffer.class));
  }

  /** The size of the machine's pages, which the JDK tells by Unsafe alone. */
  static int pageSize() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      return (int) unsafe.getMethod("pageSize").invoke(theUnsafe(unsafe));
    } catch (ReflectiveOperationException e) {
      throw noAccess(e);
    }
  }

  private static Object theUnsafe(Class<?> unsafe) throws ReflectiveOperationException {
    Field field = unsafe.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return Objects.requireNonNull(field.get(null));
  }

  private static LinkageError noAccess(ReflectiveOperationException e) {
    return new LinkageError("this JDK gives no access to memory: " + e.getMessage(), e);
  }

  /**
   * A reader.
   *
   * @param name the type's, as in {@code Unsafe.getInt}
   * @param type the type
   * @return takes an address, gives a value
   */
  static MethodHandle get(String name, Class<?> type) {
    return find(unaligned(name), "get" + name, AccessMode.GET, methodType(type, long.class));
  }

  /**
   * A writer.
   *
   * @param name the type's, as in {@code Unsafe.putInt}
   * @param type the type
   * @return takes an address and a value
   */
  static MethodHandle put(String name, Class<?> type) {
    return find(
        unaligned(name), "put" + name, AccessMode.SET, methodType(void.class, long.class, type));
  }

  /**
   * An atomic addition.
   *
   * @param name the type's, as in {@code Unsafe.getAndAddInt}
   * @param type the type
   * @return takes an aligned address and what to add, gives the value before
   */
  static MethodHandle getAndAdd(String name, Class<?> type) {
    AccessMode mode = AccessMode.GET_AND_ADD;
    MethodType shape = methodType(type, long.class, type);
    return find(name, "getAndAdd" + name, mode, shape);
  }

  /**
   * An atomic comparison and exchange.
   *
   * @param name the type's, as in {@code Unsafe.compareAndSwapInt}
   * @param type the type
   * @return takes an aligned address, the value expected and the new one, gives whether it was set
   */
  static MethodHandle compareAndSet(String name, Class<?> type) {
    AccessMode mode = AccessMode.COMPARE_AND_SET;
    MethodType shape = methodType(boolean.class, long.class, type, type);
    return find(name, "compareAndSwap" + name, mode, shape);
  }

  private static MethodHandle find(String layout, String method, AccessMode mode, MethodType type) {
    try {
      return HAS_SEGMENTS ? ofSegment(layout, mode).asType(type) : ofUnsafe(method, type);
    } catch (ReflectiveOperationException e) {
      throw noAccess(e);
    }
  }

  /** Of a value that may lie anywhere. */
  private static String unaligned(String name) {
    return name.equals("Byte") ? name : name + "_UNALIGNED";
  }

  private static MethodHandle ofSegment(String layout, AccessMode mode)
      throws ReflectiveOperationException {
    Class<?> segment = Class.forName(FOREIGN + "MemorySegment");
    Object nothing = segment.getField("NULL").get(null);
    Object everything =
        segment.getMethod("reinterpret", long.class).invoke(nothing, Long.MAX_VALUE);
    Object values =
        Class.forName(FOREIGN + "ValueLayout")
            .getField("JAVA_" + layout.toUpperCase(Locale.ROOT))
            .get(null);
    Object noPath = Array.newInstance(Class.forName(FOREIGN + "MemoryLayout$PathElement"), 0);
    VarHandle handle =
        (VarHandle)
            Class.forName(FOREIGN + "MemoryLayout")
                .getMethod("varHandle", noPath.getClass())
                .invoke(values, noPath);
    return insertArguments(handle.toMethodHandle(mode), 0, everything);
  }

  private static MethodHandle ofUnsafe(String method, MethodType type)
      throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    // Its methods take an object, too; without one the offset is an address.
    MethodType inObject = type.insertParameterTypes(0, Object.class);
    MethodHandle handle = MethodHandles.lookup().findVirtual(unsafe, method, inObject);
    return insertArguments(handle, 0, theUnsafe(unsafe), null);
  }
}
