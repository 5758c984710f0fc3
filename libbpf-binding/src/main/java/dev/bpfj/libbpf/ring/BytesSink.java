package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.NativeMemory;
import dev.bpfj.libbpf.internal.ring.ClassCopies;
import dev.bpfj.libbpf.internal.ring.RecordReader;
import dev.bpfj.libbpf.internal.ring.RecordSink;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;

/** Shows records as a part of their buffer. */
final class BytesSink implements RecordSink {
  private static final ClassCopies CLASSES =
      new ClassCopies(
          MethodHandles.lookup(), BytesSink.class, RecordHandler.class, ByteBuffer.class);

  private final RecordHandler handler;
  private final ByteBuffer shown;
  private final long base;

  BytesSink(RecordHandler handler, ByteBuffer shown) {
    this.handler = handler;
    this.shown = shown;
    this.base = NativeMemory.get().getDirectBufferAddress(shown);
  }

  /**
   * The sink of a handler, whichever way it has.
   *
   * @param handler receives the records
   * @param shown the buffer that they lie in, read-only, for the handler alone
   */
  static RecordSink of(RecordHandler handler, ByteBuffer shown) {
    RecordSink sink = handler instanceof RecordReader reader ? reader.over(shown) : null;
    return sink != null ? sink : CLASSES.make(RecordSink.class, handler.getClass(), handler, shown);
  }

  @Override
  public void take(long address, int length) {
    handler.handle(shown, (int) (address - base), length);
  }
}
