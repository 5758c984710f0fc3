package dev.bpfj.selftests.ported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.progs.TestHugeSkel;
import dev.bpfj.progs.TestSkeletonSkel;
import dev.bpfj.selftests.harness.KernelConfig;
import dev.bpfj.selftests.harness.Trigger;
import dev.bpfj.test.RequiresKernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

/**
 * The kernel's test of skeletons, prog_tests/skeleton.c: global variables of every kind of section
 * have their initial values, can be set before load and after it, and are exchanged with a running
 * program.
 */
@Test(groups = {"host", "vm"})
public final class SkeletonTest {
  private static final int HUGE = 16 * 1024 * 1024;
  private static final int ENODEV = 19;
  private static final int MMAPABLE = 1 << 10;

  private static TestSkeletonSkel open() {
    return TestSkeletonSkel.open(KernelConfig.options());
  }

  /** Sets what the program copies to other values than the initial ones. */
  private static void setUp(TestSkeletonSkel skel) {
    skel.data().setInt(10).setWide(11);
    skel.bss().setChar((byte) 12).setLined(13);
    skel.rodata().settled().fixed(14);
    skel.rodataDyn().setStepsCount(4);
    for (int i = 0; i < 4; i++) {
      skel.rodataDyn().setSteps(i, i + 10);
    }
  }

  private static void assertSetUp(TestSkeletonSkel skel) {
    assertThat(skel.data().setInt()).isEqualTo(10);
    assertThat(skel.data().setWide()).isEqualTo(11);
    assertThat(skel.bss().setChar()).isEqualTo((byte) 12);
    assertThat(skel.bss().setLined()).isEqualTo(13);
    assertThat(skel.rodata().settled().fixed()).isEqualTo(14);
    assertThat(skel.rodataDyn().setStepsCount()).isEqualTo(4);
    assertThat(skel.rodataDyn().setStepsArray()).containsExactly(10, 11, 12, 13);
  }

  public void aSectionOfTheKernelsConfigurationHasNoValuesBeforeLoad() {
    try (TestSkeletonSkel skel = open()) {
      assertThat(skel.kconfig().isReadable()).isFalse();
      assertThatThrownBy(() -> skel.kconfig().linuxKernelVersion())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  public void mapsOfOwnSectionsAreNamedAfterThem() {
    try (TestSkeletonSkel skel = open()) {
      assertThat(skel.maps().rodataDyn().name()).isEqualTo(".rodata.dyn");
      assertThat(skel.maps().dataDyn().name()).isEqualTo(".data.dyn");
      assertThat(skel.maps().dataReadMostly().name()).isEqualTo(".data.read_mostly");
      assertThat(skel.maps().dataNonMmapable().name()).isEqualTo(".data.non_mmapable");
    }
  }

  public void initialValuesAreThoseOfTheSource() {
    try (TestSkeletonSkel skel = open()) {
      assertThat(skel.data().setInt()).isEqualTo(-1);
      assertThat(skel.data().gotInt()).isEqualTo(-1);
      assertThat(skel.data().setWide()).isEqualTo(-1);
      assertThat(skel.data().gotWide()).isEqualTo(-1);

      assertThat(skel.bss().setChar()).isZero();
      assertThat(skel.bss().gotChar()).isZero();
      assertThat(skel.bss().setLined()).isZero();
      assertThat(skel.bss().gotLined()).isZero();

      assertThat(skel.rodata().settled().fixed()).isZero();
      assertThat(skel.bss().gotFixed()).isZero();

      assertThat(skel.rodataDyn().setStepsCount()).isZero();
      assertThat(skel.rodataDyn().setStepsArray()).containsExactly(-1, -2, -3, -4);
      assertThat(skel.dataDyn().gotStepsArray()).containsExactly(1, 2, 3, 4);
    }
  }

  public void valuesSetBeforeLoadAreStillThereAfterIt() {
    try (TestSkeletonSkel skel = open()) {
      setUp(skel);
      assertSetUp(skel);
      skel.load();
      assertSetUp(skel);
    }
  }

  public void theProgramFindsWhatWasSetAndUserSpaceWhatItWrote() {
    try (TestSkeletonSkel skel = open()) {
      setUp(skel);
      skel.load();

      skel.data().setInt(1).setWide(2);
      skel.bss().setChar((byte) 3).setLined(4);
      skel.bss().setPair().narrow(5).wide(6);
      skel.dataReadMostly().setRarely(123);
      skel.attach();
      Trigger.until("the last copy is done", () -> skel.bss().gotRarely() == 123);

      assertThat(skel.data().gotInt()).isEqualTo(1);
      assertThat(skel.data().gotWide()).isEqualTo(2);
      assertThat(skel.bss().gotChar()).isEqualTo((byte) 3);
      assertThat(skel.bss().gotLined()).isEqualTo(4);
      assertThat(skel.bss().gotPair().narrow()).isEqualTo(5);
      assertThat(skel.bss().gotPair().wide()).isEqualTo(6);
      assertThat(skel.bss().gotFixed()).isEqualTo(14);
      assertThat(skel.bss().gotBpfSyscall()).isEqualTo(skel.kconfig().configBpfSyscall());
      assertThat(skel.bss().gotKernelVersion()).isEqualTo(skel.kconfig().linuxKernelVersion());
      assertThat(skel.dataDyn().gotStepsArray()).containsExactly(10, 11, 12, 13);
      assertThat(skel.bss().gotRarely()).isEqualTo(123);
    }
  }

  @RequiresKernel(value = "6.0", feature = "sections of global data beyond 4 MiB")
  public void anArrayOfSixteenMebibytesIsReachedToItsEnd() {
    try (TestHugeSkel skel = TestHugeSkel.openAndLoad()) {
      skel.attach();
      Trigger.until("the end is written to", () -> skel.bss().huge(HUGE - 1) != 0);
      byte[] huge = skel.bss().hugeBytes();
      assertThat(huge).hasSize(HUGE);
      assertThat(huge[HUGE - 2]).isZero();
      assertThat(huge[HUGE - 1]).isEqualTo((byte) 123);
    }
  }

  public void theKernelsConfigurationIsTheRunningKernels() {
    try (TestSkeletonSkel skel = open()) {
      skel.load();
      assertThat(skel.kconfig().configBpfSyscall()).isTrue();
      // KERNEL_VERSION(a, b, c), of what uname says
      int version = skel.kconfig().linuxKernelVersion();
      assertThat(System.getProperty("os.version"))
          .startsWith((version >> 16) + "." + (version >> 8 & 0xff) + ".");
    }
  }

  public void theKernelsConfigurationCanBeGiven() {
    OpenOptions options = OpenOptions.defaults().kconfig("CONFIG_BPF_SYSCALL=n\n");
    try (TestSkeletonSkel skel = TestSkeletonSkel.open(options)) {
      skel.load();
      assertThat(skel.kconfig().configBpfSyscall()).isFalse();
      skel.bss().gotBpfSyscall(true);
      skel.attach();
      Trigger.until("the program copies it", () -> !skel.bss().gotBpfSyscall());
    }
  }

  public void aSectionOfHiddenVariablesReachesTheProgramThoughNoOneMapsIt() {
    try (TestSkeletonSkel skel = open()) {
      skel.load();
      BpfMap section = skel.maps().dataNonMmapable();
      assertThat(section.mapFlags() & MMAPABLE).isZero();
      assertThat(skel.maps().dataReadMostly().mapFlags() & MMAPABLE).isEqualTo(MMAPABLE);
      assertThat(TestSkeletonSkel.class)
          .hasDeclaredMethods("dataReadMostly")
          .satisfies(
              type -> assertThat(type.getMethods()).noneMatch(m -> m.getName().contains("onMmap")));
      assertThatThrownBy(section::mmapReadOnly)
          .isInstanceOf(BpfException.class)
          .hasMessageContaining("mmap");
      skel.attach();
      Trigger.until("the program copies it", () -> skel.bss().gotOrigin().z() == 9);
      assertThat(skel.bss().gotOrigin().x()).isEqualTo(7);
      assertThat(skel.bss().gotOrigin().y()).isEqualTo(8);
      assertThat(points(skel.maps().points().map(), 0)).containsExactly(0, 0, 0);
      assertThat(points(skel.maps().points().map(), 1)).containsExactly(7, 8, 9);
    }
  }

  private static int[] points(BpfMap map, int index) {
    ByteBuffer key = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(index);
    ByteBuffer value =
        ByteBuffer.wrap(map.entries().lookup(key.array()).orElseThrow())
            .order(ByteOrder.nativeOrder());
    return IntStream.range(0, 3).map(i -> value.getInt(4 * i)).toArray();
  }

  public void theObjectFileTravelsWithTheSkeleton() throws IOException {
    byte[] bytes = TestSkeletonSkel.elfBytes();
    assertThat(bytes).startsWith(0x7f, 'E', 'L', 'F');
    try (InputStream resource = TestSkeletonSkel.class.getResourceAsStream("test_skeleton.bpf.o")) {
      assertThat(bytes).isEqualTo(resource.readAllBytes());
    }
  }
}
