package dev.bpfj.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class ArenaPlaceTest {
  private static final long PAGE = 4096;
  // The least address that Linux gives to who asks for it (vm.mmap_min_addr). Further up, JDK 25
  // puts its classes anywhere below 4 GiB.
  private static final long NOBODYS = 0x1_0000L;

  /** How far before something an arena begins, and its size. */
  @DataProvider
  public Object[][] places() {
    return new Object[][] {
      {"over its beginning", PAGE, 2 * PAGE},
      {"in it", 0, PAGE},
      {"around it", 1 << 20, 1 << 24},
    };
  }

  @Test(dataProvider = "places")
  public void anAddressInUseIsRefused(String where, long before, long size) {
    ByteBuffer memory = ByteBuffer.allocateDirect(1 << 21);
    long page = MemoryIO.getInstance().getDirectBufferAddress(memory) + PAGE & -PAGE;
    assertThatExceptionOfType(IllegalStateException.class)
        .as(where)
        .isThrownBy(() -> ArenaPlace.requireFree("map \"arena\"", page - before, size))
        .withMessageMatching(
            "map \"arena\": the memory at its address is in use: map_extra=0x[0-9a-f]+, size="
                + size
                + ", by=[0-9a-f]+-[0-9a-f]+ .*; give it another address, or none");
    Reference.reachabilityFence(memory);
  }

  @DataProvider
  public Object[][] nowhere() {
    return new Object[][] {
      {"beyond the last address", -PAGE, 2 * PAGE},
      {"of a negative size", NOBODYS, -PAGE},
    };
  }

  @Test(dataProvider = "nowhere")
  public void addressesThatAreNotThereAreRefused(String where, long address, long size) {
    assertThatExceptionOfType(IllegalStateException.class)
        .as(where)
        .isThrownBy(() -> ArenaPlace.requireFree("map \"arena\"", address, size))
        .withMessage(
            "map \"arena\": there are no such addresses: map_extra=0x%x, size=%d", address, size);
  }

  @Test
  public void anInterruptedThreadIsToldTheSame() {
    Thread.currentThread().interrupt();
    assertThatCode(() -> ArenaPlace.requireFree("map \"arena\"", NOBODYS, PAGE))
        .doesNotThrowAnyException();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  public void aFreeAddressIsTaken() {
    assertThatCode(() -> ArenaPlace.requireFree("map \"arena\"", NOBODYS, PAGE))
        .doesNotThrowAnyException();
  }
}
