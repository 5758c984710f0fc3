package dev.bpfj.selftests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.progs.WatchSkel;
import dev.bpfj.selftests.harness.HotThread;
import java.util.function.Consumer;
import java.util.function.Function;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * A getter in an otherwise empty loop sees what the kernel writes. A compiler that takes the read
 * for one of ordinary memory moves it out of such a loop, which then never ends; that shows only
 * once the loop is hot. The change is made by a program that another thread runs, and nothing else
 * passes between the two.
 *
 * <p>Each loop is a method of its own: behind a common interface the getter might not be inlined,
 * and then not be moved either.
 */
@Test(groups = "host")
public final class VisibilityTest {

  /**
   * A variable to be watched.
   *
   * @param name its type in C
   * @param loop ends when it changes
   * @param value its value
   * @param expected what the program sets it to
   */
  record Watched(
      String name,
      Consumer<WatchSkel.Bss> loop,
      Function<WatchSkel.Bss, Object> value,
      Object expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  @DataProvider
  public Object[] variables() {
    return new Object[] {
      new Watched("bool", VisibilityTest::watchBool, WatchSkel.Bss::flag, true),
      new Watched("char", VisibilityTest::watchChar, WatchSkel.Bss::letter, (byte) 'x'),
      new Watched("s8", VisibilityTest::watchS8, WatchSkel.Bss::s8, (byte) -8),
      new Watched("u8", VisibilityTest::watchU8, WatchSkel.Bss::u8, 0xf8),
      new Watched("s16", VisibilityTest::watchS16, WatchSkel.Bss::s16, (short) -16),
      new Watched("u16", VisibilityTest::watchU16, WatchSkel.Bss::u16, 0xf016),
      new Watched("s32", VisibilityTest::watchS32, WatchSkel.Bss::s32, -32),
      new Watched("u32", VisibilityTest::watchU32, WatchSkel.Bss::u32, 0xf000_0032L),
      new Watched("s64", VisibilityTest::watchS64, WatchSkel.Bss::s64, -64L),
      new Watched("u64", VisibilityTest::watchU64, WatchSkel.Bss::u64, 0xf000_0000_0000_0064L),
      new Watched("float", VisibilityTest::watchFloat, WatchSkel.Bss::f32, 1.5f),
      new Watched("double", VisibilityTest::watchDouble, WatchSkel.Bss::f64, 2.5),
    };
  }

  private static void watchBool(WatchSkel.Bss bss) {
    while (!bss.flag()) {}
  }

  private static void watchChar(WatchSkel.Bss bss) {
    while (bss.letter() == 0) {}
  }

  private static void watchS8(WatchSkel.Bss bss) {
    while (bss.s8() == 0) {}
  }

  private static void watchU8(WatchSkel.Bss bss) {
    while (bss.u8() == 0) {}
  }

  private static void watchS16(WatchSkel.Bss bss) {
    while (bss.s16() == 0) {}
  }

  private static void watchU16(WatchSkel.Bss bss) {
    while (bss.u16() == 0) {}
  }

  private static void watchS32(WatchSkel.Bss bss) {
    while (bss.s32() == 0) {}
  }

  private static void watchU32(WatchSkel.Bss bss) {
    while (bss.u32() == 0) {}
  }

  private static void watchS64(WatchSkel.Bss bss) {
    while (bss.s64() == 0) {}
  }

  private static void watchU64(WatchSkel.Bss bss) {
    while (bss.u64() == 0) {}
  }

  private static void watchFloat(WatchSkel.Bss bss) {
    while (bss.f32() == 0) {}
  }

  private static void watchDouble(WatchSkel.Bss bss) {
    while (bss.f64() == 0) {}
  }

  @Test(dataProvider = "variables", groups = "host")
  public void aHotLoopSeesWhatTheKernelWrites(Watched watched) {
    try (WatchSkel skel = WatchSkel.openAndLoad()) {
      WatchSkel.Bss bss = skel.bss();
      HotThread watcher = HotThread.start(() -> watched.loop().accept(bss));
      assertThat(watcher.isRunning()).as("before the change").isTrue();
      skel.progs().change().testRun(TestRunOptions.none());
      assertThat(watcher.ends()).as("the loop sees the change").isTrue();
      assertThat(watcher.failure()).isNull();
      assertThat(watched.value().apply(bss)).isEqualTo(watched.expected());
    }
  }

  @Test(dataProvider = "variables", groups = "host")
  public void aHotLoopSeesThatTheSkeletonIsClosed(Watched watched) {
    HotThread watcher;
    try (WatchSkel skel = WatchSkel.openAndLoad()) {
      WatchSkel.Bss bss = skel.bss();
      watcher = HotThread.start(() -> watched.loop().accept(bss));
      assertThat(watcher.isRunning()).as("before the close").isTrue();
    }
    assertThat(watcher.ends()).as("the loop sees the close").isTrue();
    assertThat(watcher.failure()).isInstanceOf(BpfClosedException.class);
  }
}
