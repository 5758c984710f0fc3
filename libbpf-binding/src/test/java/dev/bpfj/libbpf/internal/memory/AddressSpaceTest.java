package dev.bpfj.libbpf.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.internal.call.Native;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.testng.annotations.Test;

/** By address and by a buffer the same bytes are seen, wherever they lie. */
public final class AddressSpaceTest {

  @Test
  public void readsWhatABufferHolds() {
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 64);
    ByteBuffer buffer = range.buffer();
    for (int i = 0; i < 64; i++) {
      buffer.put(i, (byte) (0xf1 + 7 * i));
    }
    for (int at = 0; at <= 56; at++) {
      long address = range.address() + at;
      assertThat(AddressSpace.getByte(address)).isEqualTo(buffer.get(at));
      assertThat(AddressSpace.getShort(address)).isEqualTo(buffer.getShort(at));
      assertThat(AddressSpace.getInt(address)).isEqualTo(buffer.getInt(at));
      assertThat(AddressSpace.getLong(address)).isEqualTo(buffer.getLong(at));
      assertThat(AddressSpace.plainLong(address)).isEqualTo(buffer.getLong(at));
    }
    Reference.reachabilityFence(buffer);
  }

  @Test
  public void writesWhatABufferHoldsThenAndNothingBesides() {
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 64);
    ByteBuffer buffer = range.buffer();
    ByteBuffer expected = ByteBuffer.allocate(64).order(buffer.order());
    for (int at = 1; at <= 48; at++) {
      long address = range.address() + at;
      AddressSpace.putLong(address, 0x8182_8384_8586_8788L + at);
      expected.putLong(at, 0x8182_8384_8586_8788L + at);
      AddressSpace.putInt(address, 0x9192_9394 + at);
      expected.putInt(at, 0x9192_9394 + at);
      AddressSpace.putShort(address + 8, (short) (0xa1a2 + at));
      expected.putShort(at + 8, (short) (0xa1a2 + at));
      AddressSpace.putByte(address + 11, (byte) (0xb1 + at));
      expected.put(at + 11, (byte) (0xb1 + at));
      assertThat(buffer.duplicate().order(buffer.order()).clear()).isEqualTo(expected);
    }
  }

  @Test
  public void changesIntegersAtomicallyAndNothingBesides() {
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 32);
    ByteBuffer buffer = range.buffer();
    long address = range.address() + 8;
    for (int at = 0; at < 32; at++) {
      buffer.put(at, (byte) -1);
    }
    assertThat(AddressSpace.getAndAddInt(address, 3)).isEqualTo(-1);
    assertThat(AddressSpace.compareAndSetInt(address, 1, 9)).isFalse();
    assertThat(AddressSpace.compareAndSetInt(address, 2, 5)).isTrue();
    assertThat(AddressSpace.getAndAddLong(address + 8, 1L << 32)).isEqualTo(-1);
    assertThat(AddressSpace.compareAndSetLong(address + 8, -1, 9)).isFalse();
    assertThat(AddressSpace.compareAndSetLong(address + 8, 0xffff_ffffL, 7L << 40)).isTrue();
    assertThat(buffer.getLong(0)).isEqualTo(-1);
    assertThat(buffer.getInt(8)).isEqualTo(5);
    assertThat(buffer.getInt(12)).isEqualTo(-1);
    assertThat(buffer.getLong(16)).isEqualTo(7L << 40);
    assertThat(buffer.getLong(24)).isEqualTo(-1);
  }
}
