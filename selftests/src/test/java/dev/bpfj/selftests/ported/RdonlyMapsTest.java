package dev.bpfj.selftests.ported;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.hook.RawTracepoint;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.progs.TestRdonlyMapsSkel;
import dev.bpfj.selftests.harness.Trigger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The kernel's test of constants that the verifier knows, prog_tests/rdonly_maps.c: three loops
 * that only {@code .rodata} bounds are accepted and run as often as it says. As there, without the
 * skeleton: {@code .bss} is written and read as a map of one entry.
 */
@Test(groups = {"host", "vm"})
public final class RdonlyMapsTest {
  private static final byte[] ZERO = new byte[4];
  private static final int ANY = 0;

  @DataProvider
  public Object[][] loops() {
    return new Object[][] {
      {"skip_loop", 0, 0},
      {"part_loop", 3, 2 + 3 + 4},
      {"full_loop", 4, 2 + 3 + 4 + 5},
    };
  }

  @Test(dataProvider = "loops", groups = "host")
  public void aLoopOverConstantsEndsWhereTheyEnd(String program, int rounds, int sum) {
    try (BpfObject object = BpfObject.open(TestRdonlyMapsSkel.elfBytes())) {
      object.load();
      BpfMap bss = object.map(".bss");
      bss.entries().update(ZERO, new byte[bss.valueSize()], ANY);
      try (BpfLink link = object.program(program).attach(RawTracepoint.of("sys_enter"))) {
        assertThat(link.isClosed()).isFalse();
        Trigger.until("the program ran", () -> result(bss).getInt(0) == 1);
      }
      ByteBuffer result = result(bss);
      assertThat(result.getInt(4)).as("rounds").isEqualTo(rounds);
      assertThat(result.getInt(8)).as("sum").isEqualTo(sum);
    }
  }

  private static ByteBuffer result(BpfMap bss) {
    byte[] value = bss.entries().lookup(ZERO).orElseThrow();
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
  }

  public void aSkeletonOfItSaysTheSame() {
    try (TestRdonlyMapsSkel skel = TestRdonlyMapsSkel.openAndLoad()) {
      assertThat(skel.rodata().constants().valuesArray()).containsExactly(2, 3, 4, 5);
      skel.progs().partLoop().attach(RawTracepoint.of("sys_enter"));
      Trigger.until("the program ran", () -> skel.bss().result().didRun() == 1);
      assertThat(skel.bss().result().rounds()).isEqualTo(3);
      assertThat(skel.bss().result().sum()).isEqualTo(9);
    }
  }
}
