package dev.bpfj.libbpf.internal.struct;

import static org.assertj.core.api.Assertions.assertThat;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.call.CallMemory;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** {@code struct perf_event_attr} lies in memory as the installed header declares it. */
public final class PerfEventAttrTest {
  private static final long CONFIG = 0x1122334455667788L;
  private static final int FLAGS = 40; // behind read_format

  private CallMemory callMemory;

  @BeforeMethod
  public void openArena() {
    callMemory = new CallMemory();
  }

  @AfterMethod
  public void closeArena() {
    callMemory.close();
  }

  private static NativeStruct struct(PerfEventAttr attr) {
    List<String> members =
        List.of(
            "type",
            "size",
            "config",
            "sample_freq",
            "sample_type",
            "read_format",
            "wakeup_watermark");
    return new NativeStruct(
        attr.address(),
        COffsets.of("#include <linux/perf_event.h>", "struct perf_event_attr", members));
  }

  private static long flags(PerfEventAttr attr) {
    return MemoryIO.getInstance().getLong(attr.address() + FLAGS);
  }

  @Test
  public void anEventThatIsSampledManyTimesASecond() {
    NativeStruct c = struct(new PerfEventAttr(callMemory, 1, CONFIG).disabled().frequency(97));
    assertThat(c.get("type")).isEqualTo(1);
    assertThat(c.get("size")).isEqualTo(112);
    assertThat(c.get("config")).isEqualTo(CONFIG);
    assertThat(c.get("sample_freq")).isEqualTo(97);
    assertThat(c.get("sample_type")).isZero();
    assertThat(c.get("read_format")).isZero();
    assertThat(c.get("wakeup_watermark")).isZero();
    assertThat(c.places().get("read_format").offset() + 8).isEqualTo(FLAGS);
  }

  @Test
  public void anEventOfRecords() {
    NativeStruct c =
        struct(new PerfEventAttr(callMemory, 1, 10).period(3).rawSamples().wakeupEvents(5));
    assertThat(c.get("sample_freq")).isEqualTo(3);
    assertThat(c.get("sample_type")).isEqualTo(1 << 10);
    assertThat(c.get("wakeup_watermark")).isEqualTo(5);
  }

  @DataProvider
  public Object[][] bits() {
    return new Object[][] {
      {"disabled", (Consumer<PerfEventAttr>) PerfEventAttr::disabled, "disabled"},
      {"freq", (Consumer<PerfEventAttr>) attr -> attr.frequency(0), "freq"},
      {"watermark", (Consumer<PerfEventAttr>) attr -> attr.wakeupWatermark(0), "watermark"},
    };
  }

  /** C gives no offset of bitfields, but writes them. */
  @Test(dataProvider = "bits")
  public void aBitIsWhereCPutsIt(String name, Consumer<PerfEventAttr> set, String member) {
    PerfEventAttr attr = new PerfEventAttr(callMemory, 1, 0);
    set.accept(attr);
    assertThat(flags(attr)).as(name).isEqualTo(COffsets.bitField(member, FLAGS));
  }

  @Test
  public void bigEndianMachinesCountBitsFromTheOtherEnd() {
    PerfEventAttr attr =
        new PerfEventAttr(callMemory, 1, 0, ByteOrder.BIG_ENDIAN)
            .disabled()
            .frequency(1)
            .wakeupWatermark(1);
    assertThat(flags(attr)).isEqualTo(1L << 63 | 1L << 53 | 1L << 49);
  }

  @Test
  public void littleEndianMachinesCountBitsFromTheLowest() {
    PerfEventAttr attr =
        new PerfEventAttr(callMemory, 1, 0, ByteOrder.LITTLE_ENDIAN)
            .disabled()
            .frequency(1)
            .wakeupWatermark(1);
    assertThat(flags(attr)).isEqualTo(1 | 1 << 10 | 1 << 14);
  }
}
