package dev.bpfj.libbpf.memory;

import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.invoke.VarHandle.AccessMode;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Locale;

/**
 * Finds the running JDK's way to memory by address. From 22 on that is a {@code
 * java.lang.foreign.MemorySegment} that spans all addresses, before it {@code sun.misc.Unsafe}, of
 * which later JDKs warn. This is compiled for 17, which has no segments, and without warnings,
 * which Unsafe gives; so both are found by reflection, once.
 */
final class AddressSpaceHandles {
  private static final boolean HAS_SEGMENTS = Runtime.version().feature() >= 22;
  private static final String FOREIGN = "java.lang.foreign.";

  private AddressSpaceHandles() {}

  /**
   * A reader.
   *
   * @param name the type's, as in {@code Unsafe.getInt}
   * @param type the type
   * @return takes an address, gives a value
   */
  static MethodHandle get(String name, Class<?> type) {
    return find(name, "get", AccessMode.GET, methodType(type, long.class));
  }

  /**
   * A writer.
   *
   * @param name the type's, as in {@code Unsafe.putInt}
   * @param type the type
   * @return takes an address and a value
   */
  static MethodHandle put(String name, Class<?> type) {
    return find(name, "put", AccessMode.SET, methodType(void.class, long.class, type));
  }

  private static MethodHandle find(String name, String verb, AccessMode mode, MethodType type) {
    try {
      return HAS_SEGMENTS ? ofSegment(name, mode).asType(type) : ofUnsafe(verb + name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("this JDK gives no access to memory: " + e.getMessage(), e);
    }
  }

  private static MethodHandle ofSegment(String name, AccessMode mode)
      throws ReflectiveOperationException {
    Class<?> segment = Class.forName(FOREIGN + "MemorySegment");
    Object nothing = segment.getField("NULL").get(null);
    Object everything =
        segment.getMethod("reinterpret", long.class).invoke(nothing, Long.MAX_VALUE);
    String layout = "JAVA_" + name.toUpperCase(Locale.ROOT);
    Object values =
        Class.forName(FOREIGN + "ValueLayout")
            .getField(name.equals("Byte") ? layout : layout + "_UNALIGNED")
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
    Field field = unsafe.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    return MethodHandles.lookup().findVirtual(unsafe, method, type).bindTo(field.get(null));
  }
}
