package dev.bpfj.libbpf.skeleton;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.internal.memory.Memory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Bitfields against arithmetic on the whole memory as one large number. */
public final class BitFieldsTest {
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private static final class Some extends StructView {
    Some(Memory memory) {
      super(StructLayout.of(1));
      this.memory = memory;
      this.base = 0;
      this.address = 0;
    }
  }

  @DataProvider
  public Object[][] sizes() {
    return new Object[][] {{1}, {2}, {3}, {4}, {7}, {8}, {9}, {12}, {15}, {16}, {17}};
  }

  @Test(dataProvider = "sizes")
  public void everyBitfieldOfAMemoryIsReadAndWrittenAlone(int size) {
    Random random = new Random(size);
    for (int first = 0; first < size * 8; first++) {
      for (int bits = 1; bits <= Math.min(64, size * 8 - first); bits++) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        long value = random.nextLong() & -1L >>> (64 - bits);
        checkOne(content, first, bits, value);
      }
    }
  }

  private static void checkOne(byte[] content, int first, int bits, long value) {
    Memory memory = Memory.allocate(content.length);
    memory.forWriting().put(0, content);
    View view = new Some(memory);
    String where = "size " + content.length + ", bit " + first + ", bits " + bits;
    int shift = LITTLE ? first : content.length * 8 - first - bits;
    BigInteger mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    BigInteger before = number(content);
    assertThat(BitFields.getLong(view, first / 8, first % 8, bits))
        .as(where)
        .isEqualTo(before.shiftRight(shift).and(mask).longValue());
    BitFields.setLong(view, first / 8, first % 8, bits, value);
    byte[] after = new byte[content.length];
    memory.forReading().get(0, after);
    BigInteger field = new BigInteger(Long.toUnsignedString(value)).shiftLeft(shift);
    assertThat(number(after)).as(where).isEqualTo(before.andNot(mask.shiftLeft(shift)).or(field));
    long signed = value << (64 - bits) >> (64 - bits);
    assertThat(BitFields.getSignedLong(view, first / 8, first % 8, bits))
        .as(where)
        .isEqualTo(signed);
  }

  private static BigInteger number(byte[] content) {
    byte[] big = content.clone();
    if (LITTLE) {
      for (int i = 0; i < big.length; i++) {
        big[i] = content[big.length - 1 - i];
      }
    }
    return new BigInteger(1, big);
  }

  @Test
  public void noWriteIsLostToAThreadThatWritesANeighbour() throws InterruptedException {
    View view = new Some(Memory.allocate(8));
    int rounds = 200_000;
    List<Thread> threads = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (int field = 0; field < 4; field++) {
      int bit = field * 7;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < rounds; i++) {
                  BitFields.setInt(view, bit / 8, bit % 8, 7, i & 0x7f);
                  if (BitFields.getInt(view, bit / 8, bit % 8, 7) != (i & 0x7f)) {
                    synchronized (lost) {
                      lost.add("bit " + bit + ", round " + i);
                    }
                    return;
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(lost).isEmpty();
  }

  @Test
  public void aByteBesideABitfieldIsNeverWritten() throws InterruptedException {
    Memory memory = Memory.allocate(4);
    View view = new Some(memory);
    int rounds = 200_000;
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < rounds; i++) {
                BitFields.setInt(view, 0, 3, 4, i & 0xf);
              }
            });
    other.start();
    ByteBuffer buffer = memory.forWriting();
    int lost = 0;
    for (int i = 0; i < rounds; i++) {
      byte value = (byte) i;
      Fields.setS8(view, 2, value);
      lost += Fields.getS8(view, 2) == value ? 0 : 1;
    }
    other.join();
    assertThat(lost).isZero();
    assertThat(buffer.get(1)).isZero();
  }
}
