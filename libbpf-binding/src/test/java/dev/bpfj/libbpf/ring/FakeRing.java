package dev.bpfj.libbpf.ring;

import dev.bpfj.libbpf.internal.call.Lifetime;
import dev.bpfj.libbpf.internal.ring.RecordSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A ring in Java's own memory, filled by hand. What is written is written to both of its halves.
 */
final class FakeRing {
  static final int BUSY = 1 << 31;
  static final int DISCARD = 1 << 30;
  private static final int PAGE = 4096;

  final int size;
  final ByteBuffer consumer = allocate(PAGE);
  final ByteBuffer producer;
  final Lifetime lifetime = new Lifetime("fake ring", () -> {});

  FakeRing(int size) {
    this.size = size;
    this.producer = allocate(PAGE + 2 * size);
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  RingWalker walker(RecordHandler handler) {
    return new RingWalker(consumer, producer, size, sink(handler), lifetime);
  }

  RecordSink sink(RecordHandler handler) {
    return BytesSink.of(handler, producer.asReadOnlyBuffer().order(ByteOrder.nativeOrder()));
  }

  /** Lets the ring begin somewhere. */
  FakeRing at(long position) {
    consumer.putLong(0, position);
    producer.putLong(0, position);
    return this;
  }

  /** Adds a record of some length whose bytes are all the same; gives its position. */
  long add(int length, int flags, int content) {
    long position = producer.getLong(0);
    putInt(position, length | flags);
    for (int i = 0; i < length; i++) {
      int at = (int) ((position + 8 + i) % size);
      producer.put(PAGE + at, (byte) content);
      producer.put(PAGE + size + at, (byte) content);
    }
    producer.putLong(0, position + 8 + (length + 7) / 8 * 8);
    return position;
  }

  void submit(long position, int length) {
    putInt(position, length);
  }

  private void putInt(long position, int value) {
    int at = (int) (position % size);
    producer.putInt(PAGE + at, value);
    producer.putInt(PAGE + size + at, value);
  }

  long consumed() {
    return consumer.getLong(0);
  }

  long produced() {
    return producer.getLong(0);
  }
}
