package dev.bpfj.libbpf.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.internal.ring.ClassCopies;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicInteger;
import org.testng.annotations.Test;

/** Each kind of handler has a loop of its own, and all loops do the same. */
public final class ClassCopiesTest {
  private static Walker walker(ClassCopies classes, FakeRing ring, RecordHandler handler) {
    return classes.make(
        Walker.class,
        handler.getClass(),
        ring.consumer,
        ring.producer,
        ring.size,
        ring.sink(handler),
        ring.lifetime);
  }

  @Test
  public void everyKindOfHandlerHasItsClass() {
    ClassCopies classes = Ring.walkerClasses();
    FakeRing ring = new FakeRing(4096);
    AtomicInteger sum = new AtomicInteger();
    RecordHandler add = (buffer, offset, length) -> sum.addAndGet(buffer.get(offset));
    RecordHandler count = (buffer, offset, length) -> sum.incrementAndGet();
    Walker adding = walker(classes, ring, add);
    Walker counting = walker(classes, ring, count);
    assertThat(adding).isInstanceOf(RingWalker.class);
    assertThat(counting.getClass().isHidden()).isTrue();
    assertThat(walker(classes, ring, count)).hasSameClassAs(counting);
    assertThat(walker(classes, ring, add)).hasSameClassAs(adding);

    ring.add(8, 0, 40);
    assertThat(adding.walk(1)).isEqualTo(1);
    ring.add(8, 0, 40);
    assertThat(counting.isReady()).isTrue();
    assertThat(counting.walk(Integer.MAX_VALUE)).isEqualTo(1);
    assertThat(sum).hasValue(41);
    assertThat(counting.isReady()).isFalse();
  }

  @Test
  public void argumentsOfAnotherConstructorAreRefused() {
    ClassCopies classes = new ClassCopies(MethodHandles.lookup(), RingWalker.class, String.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> classes.make(Walker.class, String.class, "no ring"))
        .withMessage(RingWalker.class + ": has no such constructor");
  }

  @Test
  public void aCopyThrowsWhatTheOriginalThrows() {
    ClassCopies classes = Ring.walkerClasses();
    FakeRing ring = new FakeRing(4096);
    walker(classes, ring, (buffer, offset, length) -> {});
    Walker copy = walker(classes, ring, (buffer, offset, length) -> ring.consumer.clear());
    ring.producer.putLong(0, 8192);
    assertThatIllegalStateException()
        .isThrownBy(() -> copy.walk(1))
        .withMessageStartingWith("fake ring: the consumer's position makes no sense");
  }
}
