package dev.bpfj.libbpf.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.internal.call.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class AddressRangeTest {

  @Test
  public void beginsWithZerosOnItsOwnPages() {
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 100);
    assertThat(range.size()).isEqualTo(100);
    assertThat(range.address() % 4096).isZero();
    ByteBuffer buffer = range.buffer();
    for (int i = 0; i < 100; i++) {
      assertThat(buffer.get(i)).isZero();
    }
  }

  @Test
  public void thePagesChangeUnderTheSameAddress() throws IOException {
    try (TestMap map = TestMap.create(8, TestMap.MMAPABLE)) {
      AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 8);
      ByteBuffer buffer = range.buffer();
      buffer.putLong(0, 1);
      assertThat(mapsLine(range)).doesNotContain("bpf-map");

      range.showMap(map.fd());
      assertThat(mapsLine(range)).contains("rw-s").contains("bpf-map");
      assertThat(buffer.getLong(0)).isZero();
      buffer.putLong(0, 42);

      range.showZeros();
      assertThat(mapsLine(range)).doesNotContain("bpf-map");
      assertThat(buffer.getLong(0)).isZero();

      range.showMapReadOnly(map.fd());
      assertThat(mapsLine(range)).contains("r--s");
      assertThat(buffer.getLong(0)).isEqualTo(42);
      range.showZeros();
    }
  }

  @Test
  public void aRefusedMapLeavesThePagesAsTheyWere() {
    try (TestMap map = TestMap.create(8, 0)) {
      AddressRange range = AddressRange.reserve(Native.KERNEL, "section \".bss\"", 8);
      range.buffer().putLong(0, 7);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> range.showMap(map.fd()))
          .withMessageStartingWith("section \".bss\": mmap: -");
      assertThat(range.buffer().getLong(0)).isEqualTo(7);
    }
  }

  @Test
  public void aPartShowsAFileAndTheRestStays() throws IOException {
    int page = AddressRange.pageSize();
    try (TestMap map = TestMap.create(8, TestMap.MMAPABLE)) {
      AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 3L * page);
      ByteBuffer buffer = range.buffer();
      buffer.putLong(0, 1).putLong(page, 2).putLong(2 * page, 3);
      range.show(map.fd(), page, page);
      assertThat(buffer.getLong(0)).isEqualTo(1);
      assertThat(buffer.getLong(page)).isZero();
      assertThat(buffer.getLong(2 * page)).isEqualTo(3);
      AddressRange whole = AddressRange.map(Native.KERNEL, "map", map.fd(), 0, 8, true);
      whole.buffer().putLong(0, 42);
      assertThat(buffer.getLong(page)).isEqualTo(42);
      whole.showZeros();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> range.show(1_000_000, 0, page))
          .withMessage("range: mmap: -EBADF (9), Bad file descriptor");
      assertThat(buffer.getLong(0)).isEqualTo(1);
      range.showZeros();
      assertThat(buffer.getLong(0)).isZero();
    }
  }

  @DataProvider
  public Object[][] noParts() {
    return new Object[][] {
      {"behind it", 4096, 4096},
      {"before it", -4096, 4096},
      {"empty", 0, 0},
      {"of a negative size", 0, -4096},
      {"too long", 0, 8192},
      {"too long for a long", Long.MAX_VALUE - 4095, 4096},
      {"of the largest size", 4096, Long.MAX_VALUE},
      {"no page's beginning", 8, 4088},
      {"no page's end", 0, 100},
    };
  }

  @Test(dataProvider = "noParts")
  public void aPartIsInTheRange(String what, long at, long size) {
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 8);
    range.buffer().putLong(0, 5);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .as(what)
        .isThrownBy(() -> range.show(0, at, size))
        .withMessage("range: not a part of the range: at=" + at + ", size=" + size);
    assertThat(range.buffer().getLong(0)).isEqualTo(5);
  }

  @Test
  public void whatIsNotMappedIsRefused() {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> AddressRange.map(Native.KERNEL, "map", 1_000_000, 0, 8, true))
        .withMessage("map: mmap: -EBADF (9), Bad file descriptor");
  }

  @Test
  public void aDescriptorThatIsNotOpenIsRefused() {
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 8);
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> range.showMap(1_000_000))
        .withMessage("range: mmap: -EBADF (9), Bad file descriptor");
  }

  @DataProvider
  public Object[] tooLarge() {
    return new Object[] {1L << 31, 1L << 32, Long.MAX_VALUE};
  }

  @Test(dataProvider = "tooLarge")
  public void refusesMoreThanABufferCanShow(long size) {
    refuses(size, "more than a ByteBuffer can show: size=" + size + ", limit=2147483647");
  }

  @DataProvider
  public Object[] negative() {
    // The last two become positive if they are cut to an int.
    return new Object[] {
      -1L, Long.MIN_VALUE, Long.MIN_VALUE + Integer.MAX_VALUE, Long.MIN_VALUE + 8
    };
  }

  @Test(dataProvider = "negative")
  public void refusesNegativeSizes(long size) {
    refuses(size, "a negative size: size=" + size);
  }

  private static void refuses(long size, String why) {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> AddressRange.reserve(Native.KERNEL, "range", size),
            () -> AddressRange.map(Native.KERNEL, "range", 1_000_000, 0, size, true))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(call)
          .withMessage("range: " + why);
    }
  }

  @Test
  public void refusesOffsetsAtWhichNoPageBegins() {
    int page = AddressRange.pageSize();
    for (long offset : new long[] {-1, -page, 1, page + 8, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> AddressRange.map(Native.KERNEL, "range", 1_000_000, offset, 8, true))
          .withMessage("range: no page begins there: offset=" + offset + ", pageSize=" + page);
    }
  }

  @Test
  public void theAddressesGoWhenNothingCanReachThemAndNotBefore() throws Exception {
    AddressRange range = AddressRange.reserve(Native.KERNEL, "range", 1 << 20);
    long start = range.address();
    ByteBuffer slice = range.buffer().slice(4096, 16);
    range = null;
    assertThat(Mappings.stays(start)).isTrue();
    slice.put(0, (byte) 1); // still mapped: a slice reaches it
    slice = null;
    assertThat(Mappings.goes(start)).isTrue();
  }

  private static String mapsLine(AddressRange range) throws IOException {
    String start = Long.toHexString(range.address());
    return maps().stream().filter(line -> line.startsWith(start + "-")).findFirst().orElse("");
  }

  private static List<String> maps() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps"));
  }
}
