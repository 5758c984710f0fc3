package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.ring.RecordSink;
import java.util.function.Consumer;

/**
 * Lays a view over record after record, without a look at their buffer: whoever walks over it knows
 * that they lie in it. As little as can be, since it is done once a record.
 */
final class StructSink<T extends StructView> implements RecordSink {
  private final T view;
  private final ViewBuffer window;
  private final long origin;
  private final Consumer<? super T> consumer;

  /**
   * Makes a sink.
   *
   * @param view is laid over the records
   * @param window the records' buffer, which is accessed by address
   * @param consumer is given the view
   */
  StructSink(T view, ViewBuffer window, Consumer<? super T> consumer) {
    this.view = view;
    this.window = window;
    this.origin = window.address();
    this.consumer = consumer;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // equal windows may be of different buffers
  public void take(long address, int length) {
    T struct = view;
    if (length < struct.size) {
      throw tooShort(struct, length);
    }
    if (struct.window != window) {
      struct.enter(window); // the consumer moved it elsewhere
    }
    struct.base = (int) (address - origin);
    struct.extent = length;
    struct.address = address;
    consumer.accept(struct);
  }

  static IllegalArgumentException tooShort(StructView struct, int length) {
    return new IllegalArgumentException(
        "a record is too short for "
            + struct.getClass().getSimpleName()
            + ": length="
            + length
            + ", expected="
            + struct.size);
  }
}
