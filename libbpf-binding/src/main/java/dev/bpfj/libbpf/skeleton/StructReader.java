package dev.bpfj.libbpf.skeleton;

import dev.bpfj.libbpf.internal.ring.ClassCopies;
import dev.bpfj.libbpf.internal.ring.RecordReader;
import dev.bpfj.libbpf.internal.ring.RecordSink;
import dev.bpfj.libbpf.ring.RecordHandler;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows each record of a ring as a struct. */
final class StructReader<T extends StructView> implements RecordHandler, RecordReader {
  private static final ClassCopies SINKS =
      new ClassCopies(
          MethodHandles.lookup(),
          StructSink.class,
          StructView.class,
          ViewBuffer.class,
          Consumer.class);

  private final Supplier<T> struct;
  private final Consumer<? super T> consumer;
  private final T view;

  StructReader(Supplier<T> struct, Consumer<? super T> consumer) {
    this.struct = struct;
    this.consumer = consumer;
    this.view = Objects.requireNonNull(struct.get(), "what a reader shows records with");
  }

  @Override
  public void handle(ByteBuffer buffer, int offset, int length) {
    if (length < view.size) {
      throw StructSink.tooShort(view, length);
    }
    Structs.show(view, buffer, offset, length);
    consumer.accept(view);
  }

  /** Each buffer has a view of its own, which stays over it. */
  @Override
  public @Nullable RecordSink over(ByteBuffer shown) {
    T own = struct.get();
    ViewBuffer window = own.open(shown);
    return window.address() == 0
        ? null
        : SINKS.make(RecordSink.class, consumer.getClass(), own, window, consumer);
  }
}
