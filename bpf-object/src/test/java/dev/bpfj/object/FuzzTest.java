package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.object.support.Tools;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Damaged objects, the same ones in every run: each gives a value or a MalformedObjectException,
 * and so does every part of it that is decoded later, soon.
 */
public final class FuzzTest {
  private static final int ROUNDS = 3000;
  private static final long SLOWEST_NANOS = 10_000_000_000L;
  private static final long[] TELLING = {
    0,
    1,
    2,
    3,
    4,
    7,
    8,
    15,
    16,
    24,
    64,
    255,
    256,
    0xffff,
    0xff00,
    0x7fffffff,
    0x80000000L,
    0xffffffffL,
    0xfffffff0L,
    1L << 24,
    4L << 24 | 5,
    0xfL << 24 | 3,
    0x100000
  };

  @DataProvider(propagateFailureAsTestFailure = true)
  public static Object[][] objects() {
    List<Object[]> rows = new ArrayList<>();
    for (String source :
        List.of("kinds", "maps", "sections", "programs", "externs", "struct_ops", "arena")) {
      rows.add(new Object[] {source, stripped(Tools.compile(source + ".bpf.c"))});
    }
    Path linked =
        Tools.link(
            "linked-fuzz.bpf.o",
            Tools.compile("linked_one.bpf.c"),
            Tools.compile("linked_two.bpf.c"));
    rows.add(new Object[] {"statically linked", stripped(linked)});
    rows.add(
        new Object[] {
          "big endian", stripped(Tools.compile(Tools.clang(), "declarations.bpf.c", "bpfeb", "-g"))
        });
    return rows.toArray(Object[][]::new);
  }

  // Without DWARF, which nobody reads, damage more often meets something.
  private static byte[] stripped(Path object) {
    Path small = object.resolveSibling(object.getFileName() + ".stripped");
    Tools.run(List.of(Tools.llvm("llvm-strip"), "-g", object.toString(), "-o", small.toString()));
    return Tools.bytes(small);
  }

  @Test(dataProvider = "objects")
  public void damagedObjectsGiveAValueOrARefusal(String name, byte[] object) {
    Random random = new Random(name.hashCode());
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = object.clone();
      damage(damaged, random);
      long start = cpuNanos();
      try {
        BpfObjectFile parsed = BpfObjectFile.parse("test.o", damaged);
        accepted++;
        Touch.everything(parsed);
      } catch (MalformedObjectException e) {
        assertThat(e).hasMessageStartingWith("test.o: ");
      } catch (RuntimeException | Error e) {
        Path crash = Tools.write("crash-" + name + "-" + round + ".txt", e.toString());
        throw new AssertionError(crash + ": round=" + round + ", found=" + e, e);
      }
      assertThat(cpuNanos() - start).as("round " + round).isLessThan(SLOWEST_NANOS);
    }
    // Damage that always stops at the first check would test only that.
    assertThat(accepted).isBetween(ROUNDS / 20, ROUNDS - ROUNDS / 20);
  }

  // Not the clock's time: the machine may have other things to do.
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void damage(byte[] object, Random random) {
    ByteOrder order = object[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    ByteBuffer buffer = ByteBuffer.wrap(object).order(order);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(object.length - 8);
      switch (random.nextInt(5)) {
        case 0 -> object[at] = (byte) random.nextInt();
        case 1 -> object[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> buffer.putInt(at & ~3, (int) TELLING[random.nextInt(TELLING.length)]);
        case 3 -> buffer.putInt(at & ~3, random.nextInt(200));
        default -> buffer.putInt(at & ~3, buffer.getInt(random.nextInt(object.length - 8) & ~3));
      }
    }
  }
}
