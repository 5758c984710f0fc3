package dev.bpfj.selftests.life;

import static dev.bpfj.selftests.life.SectionValues.lookup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.error.UnsupportedFeatureException;
import dev.bpfj.libbpf.internal.access.ObjectAccess;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.internal.memory.LibbpfImage;
import dev.bpfj.libbpf.internal.raw.LibBpf;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.progs.LifeSectionsSkel;
import dev.bpfj.progs.LifeSpinLockSkel;
import dev.bpfj.progs.RandomUseSkel;
import dev.bpfj.selftests.harness.Libbpf;
import dev.bpfj.test.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * Sections of global data from open to close: who may read and write them, and what programs see.
 */
@Test(groups = {"host", "vm"})
public final class SectionTest {
  private static final OpenOptions OPTIONS =
      OpenOptions.defaults().kconfig("CONFIG_BPFJ_NUMBER=77");

  public void programsSeeWhatWasSetBeforeLoadInEverySection() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      skel.bss().inBss(10);
      skel.data().inData(11);
      skel.rodata().inRodata(12);
      skel.dataCustom().inCustom(13);
      skel.rodataCustom().inRodataCustom(14);
      skel.bssCustom().inBssCustom(15);
      skel.load();
      skel.attach();
      BpfMap seen = skel.maps().seen().map();
      assertThat(Effects.happens(() -> lookup(seen, 7) != 0)).isTrue();
      for (int key = 0; key <= 5; key++) {
        assertThat(lookup(seen, key)).as("variable " + key).isEqualTo(10 + key);
      }
      assertThat(lookup(seen, 7)).isEqualTo(77);
      assertThat(skel.kconfig().configBpfjNumber()).isEqualTo(77);
      assertThat(skel.kconfig().linuxKernelVersion()).isEqualTo(lookup(seen, 6)).isPositive();
    }
  }

  public void startsWithTheInitialValues() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      assertThat(skel.bss().inBss()).isZero();
      assertThat(skel.data().inData()).isEqualTo(1);
      assertThat(skel.rodata().inRodata()).isEqualTo(2);
      assertThat(skel.dataCustom().inCustom()).isEqualTo(3);
      assertThat(skel.rodataCustom().inRodataCustom()).isEqualTo(4);
      assertThat(skel.bssCustom().inBssCustom()).isZero();
      assertThat(skel.bss().isMapped()).isFalse();
    }
  }

  public void refusesToChangeConstantsAfterLoad() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(OPTIONS)) {
      assertThat(skel.rodata().inRodata()).isEqualTo(2);
      assertThat(skel.rodata().isMapped()).isFalse();
      assertThat(skel.rodata().isReadable()).isTrue();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.rodata().inRodata(5))
          .withMessage(
              "object \"life_sections\": section \".rodata\": is read-only after load(); set it between"
                  + " open() and load()");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.rodataCustom().inRodataCustom(5));
      assertThat(skel.rodata().inRodata()).isEqualTo(2);
    }
  }

  public void hasNoConfigurationBeforeLoad() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      assertThat(skel.kconfig().isReadable()).isFalse();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.kconfig().configBpfjNumber())
          .withMessage(
              "object \"life_sections\": section \".kconfig\": has no values yet; call load() first");
    }
  }

  public void configurationCannotBeWrittenToAfterLoad() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(OPTIONS)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  ObjectAccess.of(BpfObject.class, OpenOptions.class)
                      .section(skel.object(), ".kconfig")
                      .memory()
                      .forWriting())
          .withMessage(
              "object \"life_sections\": section \".kconfig\": is the kernel's configuration, which"
                  + " cannot be set");
    }
  }

  public void namesTheMissingConfiguration() {
    try (LifeSectionsSkel skel =
        LifeSectionsSkel.open(OpenOptions.defaults().kconfig("CONFIG_OTHER=1"))) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::load)
          .withMessageStartingWith("object \"life_sections\": bpf_object__load: -");
    }
  }

  public void writesInOneWayAreSeenInTheOther() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.openAndLoad(OPTIONS)) {
      assertThat(skel.bss().isMapped()).isTrue();
      skel.bss().inBss(1234);
      assertThat(lookup(skel.maps().bss(), 0)).isEqualTo(1234);
      skel.maps().bss().entries().update(SectionValues.bytes(0), SectionValues.bytes(99), 0);
      assertThat(skel.bss().inBss()).isEqualTo(99);
    }
  }

  public void valuesReachAMapThatIsNotMapped() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      skel.data().inData(21);
      skel.maps().data().settings().mapFlags(0);
      skel.load();
      assertThat(skel.data().isMapped()).isFalse();
      assertThat(skel.data().isReadable()).isFalse();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.data().inData())
          .withMessage(
              "object \"life_sections\": section \".data\": cannot be accessed: the kernel does not map"
                  + " it, though its initial values reached the programs")
          .withRootCauseInstanceOf(BpfException.class);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.data().inData(1));
      assertThat(lookup(skel.maps().data(), 0)).isEqualTo(21);
      skel.attach();
      assertThat(Effects.happens(() -> lookup(skel.maps().seen().map(), 1) == 21)).isTrue();
    }
  }

  @RequiresKernel(value = "6.2", feature = "spin locks in global data")
  public void aLockKeepsASectionFromBeingMapped() {
    if (Libbpf.isAtLeast(1, 6)) {
      try (LifeSpinLockSkel skel = LifeSpinLockSkel.open()) {
        assertThatExceptionOfType(BpfException.class)
            .isThrownBy(skel::load)
            .withMessageContaining("call settings().mapFlags(0) of its map before load");
      }
    }
    try (LifeSpinLockSkel skel = LifeSpinLockSkel.open()) {
      skel.dataLocked().guarded(8);
      if (Libbpf.isAtLeast(1, 6)) {
        skel.maps().dataLocked().settings().mapFlags(0);
      }
      skel.load();
      assertThat(skel.dataLocked().isMapped()).isFalse();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.dataLocked().guarded())
          .havingCause()
          .withMessage(
              "object \"life_spin_lock\": section \".data.locked\": mmap: -ENOTSUPP (524), Operation not"
                  + " supported");
      byte[] value =
          skel.maps().dataLocked().entries().lookup(SectionValues.bytes(0)).orElseThrow();
      assertThat(value).contains(8);
    }
  }

  /** Else closing the object would unmap what has the addresses by then. */
  @RequiresKernel(value = "6.2", feature = "spin locks in global data")
  public void theMemoryThatARefusedMappingTookFromLibbpfIsPutBack() {
    LibBpf libbpf = Native.libbpf();
    try (CallMemory memory = new CallMemory()) {
      byte[] elf = LifeSpinLockSkel.elfBytes();
      long object = libbpf.bpf_object__open_mem(memory.bytes(elf), elf.length, 0);
      assertThat(object).isNotZero();
      boolean isMappedByLibbpf = Libbpf.isAtLeast(1, 6);
      assertThat(libbpf.bpf_object__load(object) < 0).isEqualTo(isMappedByLibbpf);

      assertThat(LibbpfImage.refill(object, ".data.locked")).isEqualTo(isMappedByLibbpf);
      assertThat(LibbpfImage.refill(object, ".data.locked")).isFalse();
      libbpf.bpf_object__close(object);
    }
  }

  public void saysThatAMapWasNotCreated() {
    try (LifeSpinLockSkel skel = LifeSpinLockSkel.open()) {
      skel.object().program("look").settings().autoload(false);
      skel.maps().dataLocked().settings().autocreate(false);
      skel.load();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.dataLocked().guarded())
          .withMessageEndingWith("its map was not created (autocreate is off)");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> skel.maps().dataLocked().fd())
          .withMessage("map \".data.locked\": was not created (autocreate is off)");
    }
  }

  public void aSectionGrowsBeforeLoad() {
    try (RandomUseSkel skel = RandomUseSkel.open()) {
      skel.bss().bssArray(1023, 7);
      if (Libbpf.isAtLeast(1, 3)) {
        skel.maps().bss().settings().valueSize(16_384);
        assertThat(skel.maps().bss().valueSize()).isEqualTo(16_384);
      } else {
        assertRefused(
            () -> skel.maps().bss().settings().valueSize(16_384),
            "map \"random_u.bss\": resizing a data section needs libbpf 1.3");
      }
      assertThat(skel.bss().bssArray(1023)).isEqualTo(7);
      skel.load();
      assertThat(skel.bss().bssArray(1023)).isEqualTo(7);
    }
  }

  public void aSectionThatGrowsMuchTakesNoMemoryBeforeLoad() throws IOException {
    if (!Libbpf.isAtLeast(1, 3)) {
      throw new SkipException("resizing a data section needs libbpf 1.3");
    }
    try (RandomUseSkel skel = RandomUseSkel.open()) {
      skel.bss().bssArray(1023, 7);
      long before = sharedMemory();
      skel.maps().bss().settings().valueSize(64 << 20);
      assertThat(skel.bss().bssArray(1023)).isEqualTo(7);
      assertThat(sharedMemory() - before).as("KiB of libbpf's").isLessThan(1024);
    }
  }

  /** How much memory this process shares that belongs to no file, in KiB: libbpf's images do. */
  private static long sharedMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssShmem:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  /** libbpf would read the names of externs from memory that it has freed. */
  public void aSectionBesideExternsIsNotResizedByAnOldLibbpf() {
    try (LifeSectionsSkel skel = LifeSectionsSkel.open(OPTIONS)) {
      if (Libbpf.isAtLeast(1, 6)) {
        skel.maps().dataCustom().settings().valueSize(64);
        assertThat(skel.maps().dataCustom().valueSize()).isEqualTo(64);
      } else {
        assertRefused(
            () -> skel.maps().dataCustom().settings().valueSize(64),
            Libbpf.isAtLeast(1, 3)
                ? "map \".data.custom\": resizing a data section of an object with externs needs"
                    + " libbpf 1.6"
                : "map \".data.custom\": resizing a data section needs libbpf 1.3");
      }
      assertThat(skel.dataCustom().inCustom()).isEqualTo(3);
      skel.load();
      assertThat(skel.dataCustom().inCustom()).isEqualTo(3);
    }
  }

  private static void assertRefused(ThrowingCallable change, String message) {
    assertThatExceptionOfType(UnsupportedFeatureException.class)
        .isThrownBy(change)
        .withMessage(message + "; " + Libbpf.found());
  }
}
