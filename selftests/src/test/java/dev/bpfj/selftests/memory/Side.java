package dev.bpfj.selftests.memory;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.progs.RingEventsSkel;
import dev.bpfj.test.memory.InMemoryKernel;
import dev.bpfj.test.memory.RingProducer;
import java.util.function.BiConsumer;

/** A kernel that a test runs in: the machine's, and the one in memory that is to be like it. */
final class Side {
  private static final InMemoryKernel MEMORY = InMemoryKernel.create();

  /** The machine's. */
  static final Side KERNEL = new Side("kernel", OpenOptions.defaults(), Side::runProgram);

  /** The one in memory. */
  static final Side IN_MEMORY = new Side("memory", MEMORY.options(), Side::doAsProgram);

  private final String name;
  private final OpenOptions options;
  private final BiConsumer<RingEventsSkel, Integer> producer;

  private Side(String name, OpenOptions options, BiConsumer<RingEventsSkel, Integer> producer) {
    this.name = name;
    this.options = options;
    this.producer = producer;
  }

  static Object[][] both() {
    return new Object[][] {{KERNEL}, {IN_MEMORY}};
  }

  OpenOptions options() {
    return options;
  }

  /** Has events put into the skeleton's ring, by its program or as it does. */
  void produce(RingEventsSkel skel, int events) {
    skel.bss().batch(events);
    producer.accept(skel, events);
  }

  private static void runProgram(RingEventsSkel skel, int events) {
    skel.progs().produce().testRun(TestRunOptions.none());
  }

  private static void doAsProgram(RingEventsSkel skel, int events) {
    RingProducer ring = RingProducer.of(skel.maps().events());
    for (int i = 0; i < events; i++) {
      long number = skel.bss().number();
      boolean fits =
          ring.submit(
              new RingEventsSkel.Event().number(number).square(number * number).batch(events));
      if (fits) {
        skel.bss().number(number + 1);
      } else {
        skel.bss().dropped(skel.bss().dropped() + 1);
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
