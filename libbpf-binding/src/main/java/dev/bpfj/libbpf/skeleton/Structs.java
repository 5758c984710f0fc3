package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.ring.RecordHandler;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What can be done with a {@link StructView} as a whole.
 *
 * <p>A copy of what others write meanwhile is partly old and partly new; moving a view is for one
 * thread alone.
 */
public final class Structs {
  private Structs() {}

  /**
   * Moves a view over a place in a buffer. Moving it again inside the same buffer allocates
   * nothing.
   *
   * @param view the view
   * @param buffer a direct buffer whose first byte's address is a multiple of 8, as that of every
   *     buffer is which is no slice
   * @param offset where the struct begins, whatever the buffer's position and limit
   * @param length how many bytes belong to it, which says how long a flexible array at its end is
   * @throws IllegalArgumentException if the buffer will not do, or the length is less than the
   *     struct's size
   * @throws IndexOutOfBoundsException if the struct does not lie in the buffer
   */
  @SuppressWarnings("ReferenceEquality") // equal buffers may lie at different addresses
  public static void show(StructView view, ByteBuffer buffer, int offset, int length) {
    if (length < view.size || offset < 0 || offset > buffer.capacity() - length) {
      throw misplaced(view, buffer, offset, length);
    }
    ViewBuffer window = view.window;
    if (window == null || window.buffer() != buffer) {
      window = view.open(buffer);
    }
    view.base = offset;
    view.extent = length;
    view.address = window.address() == 0 ? 0 : window.address() + offset;
  }

  /**
   * Makes a handler that shows each record as a struct, for generated code.
   *
   * @param struct makes one
   * @param consumer is given each record, by a view that is moved on afterwards
   * @param <T> the struct's type
   * @return the handler; what is shorter than the struct is an {@link IllegalArgumentException}
   */
  public static <T extends StructView> RecordHandler reader(
      Supplier<T> struct, Consumer<? super T> consumer) {
    return new StructReader<>(struct, Objects.requireNonNull(consumer, "consumer"));
  }

  private static RuntimeException misplaced(
      StructView view, ByteBuffer buffer, int offset, int length) {
    int capacity = buffer.capacity();
    Objects.checkFromIndexSize(offset, length, capacity);
    return Refusal.refuse("too few bytes: length=" + length + ", expected=" + view.size);
  }

  /**
   * Copies a struct's bytes into another of its type.
   *
   * @param from the one to be read
   * @param to the one to be written
   * @param <T> their type
   * @return the one that was written
   */
  public static <T extends StructView> T copy(T from, T to) {
    put(to, 0, from);
    return to;
  }

  /**
   * Sets a field to a struct's value.
   *
   * @param view the view that has the field
   * @param offset the field's offset in the view, in bytes
   * @param value a struct of the field's type
   */
  public static void put(View view, int offset, StructView value) {
    ByteBuffer source = value.memory.forReading();
    ByteBuffer target = view.memory.forWriting();
    try {
      VarHandle.releaseFence();
      target.put(BufferCells.at(view, offset), source, value.base, value.layout.size());
    } finally {
      Reference.reachabilityFence(source);
      Reference.reachabilityFence(target);
    }
  }
}
