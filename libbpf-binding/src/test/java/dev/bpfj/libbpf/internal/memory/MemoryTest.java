package dev.bpfj.libbpf.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.internal.call.Native;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.testng.annotations.Test;

/** Which memory has an address, and for how long. */
public final class MemoryTest {

  @Test
  public void everyPartOfARangeHasItsAddress() {
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 100);
    for (ByteBuffer part :
        new ByteBuffer[] {
          range.buffer(), range.buffer().duplicate(), range.buffer().slice(16, 84),
        }) {
      Memory memory = Memory.of(part);
      part.order(ByteOrder.nativeOrder()).putInt(4, 42);
      assertThat(memory.limit()).isEqualTo(part.capacity());
      assertThat(memory.fixedAddress()).isEqualTo(memory.readAddress()).isNotZero();
      assertThat(AddressSpace.getInt(memory.readAddress() + 4)).isEqualTo(42);
      assertThat(memory.writeAddress()).isEqualTo(memory.readAddress());
      Reference.reachabilityFence(memory);
    }
  }

  @Test
  public void aReadOnlyBufferHasAnAddressForReadingOnly() {
    Memory memory =
        Memory.of(AddressRange.reserve(Native.KERNEL, "range", 8).buffer().asReadOnlyBuffer());
    assertThat(memory.readAddress()).isNotZero();
    assertThat(memory.writeAddress()).isZero();
  }

  /** Its memory may go while the buffer is reachable, as that of a closed arena does. */
  @Test
  public void aBufferOfSomebodyElseHasNoAddress() {
    Memory memory = Memory.of(ByteBuffer.allocateDirect(64));
    assertThat(memory.readAddress()).isZero();
    assertThat(memory.writeAddress()).isZero();
    assertThat(memory.fixedAddress()).isZero();
    memory.forWriting().putLong(8, 7);
    assertThat(memory.forReading().getLong(8)).isEqualTo(7);
  }

  @Test
  public void frozenMemoryIsReadAndHiddenMemoryIsNot() {
    Memory memory = new Memory();
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 8);
    memory.show(range);
    memory.showFrozen(range, () -> new IllegalStateException("frozen"));
    assertThat(memory.readAddress()).isNotZero();
    assertThat(memory.writeAddress()).isZero();
    assertThatIllegalStateException().isThrownBy(memory::forWriting).withMessage("frozen");
    memory.hide(() -> new IllegalStateException("hidden"));
    assertThat(memory.readAddress()).isZero();
    assertThatIllegalStateException().isThrownBy(memory::forReading).withMessage("hidden");
  }

  @Test
  public void aSmallerRangeIsAccessedThroughItsBufferThatChecks() {
    Memory memory = new Memory();
    memory.show(AddressRange.reserve(Native.KERNEL, "range", 16));
    memory.show(AddressRange.reserve(Native.KERNEL, "range", 8));
    assertThat(memory.readAddress()).isZero();
    assertThat(memory.forReading().capacity()).isEqualTo(8);
    memory.show(AddressRange.reserve(Native.KERNEL, "range", 32));
    assertThat(memory.readAddress()).isNotZero();
    assertThat(memory.limit()).isEqualTo(8); // what every thread can rely on, whichever it sees
  }

  /** A thread that has just read the old address goes on there. */
  @Test
  public void whatWasShownOnceStaysMapped() throws Exception {
    Memory memory = new Memory();
    memory.show(AddressRange.reserve(Native.KERNEL, "range", 1 << 20));
    long address = memory.readAddress();
    memory.show(AddressRange.reserve(Native.KERNEL, "range", 1 << 20));
    assertThat(Mappings.stays(address)).isTrue();
    AddressSpace.putLong(address, 1);
    Reference.reachabilityFence(memory);
    memory = null;
    assertThat(Mappings.goes(address)).isTrue();
  }

  @Test
  public void sizesAreNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Memory.allocate(-8))
        .withMessage("memory: a negative size: size=-8");
  }
}
