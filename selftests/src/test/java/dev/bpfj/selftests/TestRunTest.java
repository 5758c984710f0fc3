package dev.bpfj.selftests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.TestRunOptions;
import dev.bpfj.libbpf.TestRunResult;
import dev.bpfj.libbpf.error.BpfClosedException;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.progs.TestRunSkel;
import dev.bpfj.selftests.harness.Kernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.testng.annotations.Test;

/** Programs are run by hand, with what they take and what they give. */
@Test(groups = {"host", "vm"})
public final class TestRunTest {
  private static final int XDP_TX = 3;
  private static final int EINVAL = 22;
  private static final int ENOSPC = 28;
  private static final int MARK = 8; // struct __sk_buff: len, pkt_type, mark
  // It grew by a time stamp and its padding.
  private static final int SKB = Kernel.isAtLeast("5.16") ? 192 : 184;

  private static byte[] arguments(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.nativeOrder());
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  private static byte[] packet(int size) {
    byte[] packet = new byte[size];
    for (int i = 0; i < size; i++) {
      packet[i] = (byte) i;
    }
    return packet;
  }

  public void aRawTracepointGetsItsArguments() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      TestRunOptions options = TestRunOptions.none().context(arguments(1L << 40, -3));
      TestRunResult result = skel.progs().add().testRun(options);
      assertThat(result.returnValue()).isEqualTo(7);
      assertThat(skel.bss().sum()).isEqualTo((1L << 40) - 3);
      assertThat(skel.bss().runs()).isEqualTo(1);
      assertThat(result.data()).isEmpty();
    }
  }

  public void aRawTracepointRunsOnTheProcessorOfChoice() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      int last = Runtime.getRuntime().availableProcessors() - 1;
      for (int cpu = 0; cpu <= last; cpu++) {
        TestRunOptions options =
            TestRunOptions.none().context(arguments(0, 0)).flags(TestRunOptions.ON_CPU).cpu(cpu);
        skel.progs().add().testRun(options);
        assertThat(skel.data().cpu()).isEqualTo(cpu);
      }
    }
  }

  public void aPacketComesBackAsTheProgramLeftIt() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      TestRunOptions options = TestRunOptions.none().data(packet(64)).dataOut(128);
      TestRunResult result = skel.progs().grow().testRun(options);
      assertThat(result.returnValue()).isEqualTo(XDP_TX);
      assertThat(result.data()).hasSize(65).startsWith(0xab, 0, 1, 2).endsWith(62, 63);
    }
  }

  public void aContextComesBackAsTheProgramLeftIt() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      byte[] skb = new byte[SKB];
      skb[MARK] = 41;
      TestRunOptions options = TestRunOptions.none().data(packet(60)).context(skb).contextOut(SKB);
      TestRunResult result = skel.progs().measure().testRun(options);
      assertThat(result.returnValue()).isEqualTo(60);
      assertThat(result.context()).hasSize(SKB);
      assertThat(result.context()[MARK]).isEqualTo((byte) 42);
      assertThat(result.data()).isEmpty();
    }
  }

  public void aRepeatedRunIsMeasured() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      TestRunOptions options = TestRunOptions.none().data(packet(60)).repeat(1000);
      TestRunResult result = skel.progs().measure().testRun(options);
      assertThat(skel.bss().runs()).isEqualTo(1000);
      assertThat(result.duration()).isPositive();
    }
  }

  public void anOutputThatDoesNotFitIsAnError() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      TestRunOptions options = TestRunOptions.none().data(packet(64)).dataOut(10);
      assertThatThrownBy(() -> skel.progs().grow().testRun(options))
          .isInstanceOfSatisfying(
              BpfException.class,
              e -> {
                assertThat(e.errno()).isEqualTo(ENOSPC);
                assertThat(e.operation()).isEqualTo("bpf_prog_test_run_opts");
                assertThat(e)
                    .hasMessage(
                        "program \"grow\": bpf_prog_test_run_opts: -ENOSPC (28), No space left on"
                            + " device");
              });
    }
  }

  public void whatATypeDoesNotTakeIsRefused() {
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      TestRunOptions repeated = TestRunOptions.none().context(arguments(0, 0)).repeat(2);
      assertThatThrownBy(() -> skel.progs().add().testRun(repeated))
          .isInstanceOfSatisfying(BpfException.class, e -> assertThat(e.errno()).isEqualTo(EINVAL));
      TestRunOptions tooShort = TestRunOptions.none().data(packet(13));
      assertThatThrownBy(() -> skel.progs().measure().testRun(tooShort))
          .isInstanceOfSatisfying(BpfException.class, e -> assertThat(e.errno()).isEqualTo(EINVAL));
      assertThat(skel.bss().runs()).isZero();
    }
  }

  public void aProgramThatIsNotLoadedIsNotRun() {
    try (TestRunSkel skel = TestRunSkel.open()) {
      skel.progs().grow().settings().autoload(false);
      BpfProgram add = skel.progs().add();
      assertThatThrownBy(() -> add.testRun(TestRunOptions.none()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("program \"add\": is not loaded; call load() first");
      skel.load();
      assertThatThrownBy(() -> skel.progs().grow().testRun(TestRunOptions.none()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("program \"grow\": was not loaded (autoload is off)");
    }
  }

  public void aProgramOfAClosedObjectIsNotRun() {
    BpfProgram add;
    try (TestRunSkel skel = TestRunSkel.openAndLoad()) {
      add = skel.progs().add();
    }
    assertThatThrownBy(() -> add.testRun(TestRunOptions.none()))
        .isInstanceOf(BpfClosedException.class);
  }
}
