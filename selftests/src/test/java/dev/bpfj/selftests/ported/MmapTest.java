package dev.bpfj.selftests.ported;

import static dev.bpfj.libbpf.internal.raw.LibC.MAP_ANONYMOUS;
import static dev.bpfj.libbpf.internal.raw.LibC.MAP_SHARED;
import static dev.bpfj.libbpf.internal.raw.LibC.PROT_READ;
import static dev.bpfj.libbpf.internal.raw.LibC.PROT_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.MappedMap;
import dev.bpfj.progs.TestMmapSkel;
import dev.bpfj.selftests.harness.KernelMaps;
import dev.bpfj.selftests.harness.Mapping;
import dev.bpfj.selftests.harness.Trigger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The kernel's test of mapped array maps, prog_tests/mmap.c, taken apart into the things that it
 * shows.
 */
@Test(groups = {"host", "vm"})
public final class MmapTest {
  private static final long PAGE = Mapping.PAGE;
  private static final int WORDS = (int) (4 * PAGE / 8);
  private static final int FAR = 1500;
  private static final long SIZE = 4 * PAGE;
  private static final int PROT_EXEC = 4;
  private static final int MAP_FIXED = 0x10;
  private static final int READ_WRITE = PROT_READ | PROT_WRITE;
  private static final int EPERM = 1;
  private static final int ENOENT = 2;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int EINVAL = 22;
  private static final int ANY = 0;

  /** Opens and loads it, with maps of several pages, as they are only known to be at run time. */
  private static TestMmapSkel load() {
    TestMmapSkel skel = TestMmapSkel.open();
    skel.maps().constants().settings().maxEntries(PAGE);
    skel.maps().numbers().settings().maxEntries(WORDS);
    skel.load();
    return skel;
  }

  private static byte[] key(int index) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(index).array();
  }

  private static void update(BpfMap map, int index, long number) {
    byte[] value = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(number).array();
    map.entries().update(key(index), value, ANY);
  }

  private static long lookup(BpfMap map, int index) {
    byte[] value = map.entries().lookup(key(index)).orElseThrow();
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong();
  }

  private static void assertNumbers(ByteBuffer numbers, long first, long input) {
    assertThat(numbers.getLong(0)).isEqualTo(first);
    assertThat(numbers.getLong(8)).isEqualTo(2 * first);
    assertThat(numbers.getLong(2 * 8)).isEqualTo(input);
    assertThat(numbers.getLong(FAR * 8)).isEqualTo(3 * input);
  }

  public void aMapThatProgramsOnlyReadIsMappedForReadingOnly() {
    try (TestMmapSkel skel = load()) {
      int fd = skel.maps().constants().map().fd();
      assertThat(Mapping.map(fd, PAGE, READ_WRITE).refused()).isEqualTo(EACCES);
      assertThatThrownBy(() -> skel.maps().constants().map().mmap())
          .isInstanceOfSatisfying(BpfException.class, e -> assertThat(e.errno()).isEqualTo(EACCES));
      // and can be mapped at all
      try (Mapping mapping = Mapping.map(fd, PAGE, PROT_READ).mapped();
          MappedMap mapped = skel.maps().constants().map().mmapReadOnly()) {
        assertThat(mapping.get(0)).isZero();
        assertThat(mapped.buffer().get(0)).isZero();
      }
    }
  }

  public void aMapWithoutTheFlagIsNotMapped() {
    try (TestMmapSkel skel = load()) {
      int fd = skel.maps().notMapped().map().fd();
      assertThat(Mapping.map(fd, PAGE, PROT_READ).refused()).isEqualTo(EINVAL);
    }
  }

  public void everyMappingSeesWhatTheProgramAndUserSpaceWrite() {
    try (TestMmapSkel skel = load();
        MappedMap bss = skel.maps().bss().mmap();
        MappedMap mapped = skel.maps().numbers().map().mmap()) {
      ByteBuffer data = bss.buffer();
      ByteBuffer numbers = mapped.buffer();
      assertThat(numbers.capacity()).isEqualTo(WORDS * 8);
      int input = 0;
      int output = 8;
      assertThat(data.getLong(input)).isZero();
      assertThat(data.getLong(output)).isZero();
      assertThat(skel.bss().input()).isZero();
      assertThat(skel.bss().output()).isZero();
      assertNumbers(numbers, 0, 0);

      skel.attach();
      data.putLong(input, 123);
      BpfMap map = skel.maps().numbers().map();
      update(map, 0, 111);
      Trigger.untilAsserted(
          () -> {
            assertThat(data.getLong(input)).isEqualTo(123);
            assertThat(data.getLong(output)).isEqualTo(123);
            assertThat(skel.bss().input()).isEqualTo(123);
            assertThat(skel.bss().output()).isEqualTo(123);
            assertNumbers(numbers, 111, 123);
            assertThat(lookup(map, 0)).isEqualTo(111);
            assertThat(lookup(map, 1)).isEqualTo(222);
            assertThat(lookup(map, 2)).isEqualTo(123);
            assertThat(lookup(map, FAR)).isEqualTo(3 * 123);
          });
    }
  }

  public void aMapThatIsMappedForWritingCannotBeFrozen() {
    try (TestMmapSkel skel = load()) {
      BpfMap map = skel.maps().numbers().map();
      try (Mapping mapping = Mapping.map(map.fd(), SIZE, READ_WRITE).mapped()) {
        assertThatThrownBy(map::freeze)
            .isInstanceOfSatisfying(
                BpfException.class, e -> assertThat(e.errno()).isEqualTo(EBUSY));
        // the mapping counts as one for writing, though nothing can be written now
        assertThat(mapping.protect(PROT_READ)).isZero();
        assertThatThrownBy(map::freeze)
            .isInstanceOfSatisfying(
                BpfException.class, e -> assertThat(e.errno()).isEqualTo(EBUSY));
      }
      map.freeze();
    }
  }

  public void aMappingForReadingStaysOne() {
    try (TestMmapSkel skel = load()) {
      int fd = skel.maps().numbers().map().fd();
      try (Mapping writable = Mapping.map(fd, SIZE, READ_WRITE).mapped()) {
        assertThat(writable.protect(PROT_READ)).isZero();
      }
      try (Mapping mapping = Mapping.map(fd, SIZE, PROT_READ).mapped()) {
        assertThat(mapping.protect(PROT_WRITE)).isEqualTo(EACCES);
        assertThat(mapping.protect(PROT_EXEC)).isEqualTo(EACCES);
        assertThat(mapping.get(0)).isZero();
      }
    }
  }

  public void aFrozenMapIsMappedForReadingAndStillWrittenByPrograms() {
    try (TestMmapSkel skel = load()) {
      BpfMap map = skel.maps().numbers().map();
      update(map, 0, 111);
      for (int i = 0; i < 10; i++) { // counts how often it is mapped for writing
        int protection = i % 2 == 0 ? PROT_WRITE : PROT_READ;
        assertThat(Mapping.map(map.fd(), SIZE, protection).mapped().unmap()).isZero();
      }
      try (MappedMap mapped = map.mmapReadOnly()) {
        map.freeze();
        assertThat(Mapping.map(map.fd(), SIZE, READ_WRITE).refused()).isEqualTo(EPERM);
        assertThatThrownBy(map::mmap)
            .isInstanceOfSatisfying(
                BpfException.class, e -> assertThat(e.errno()).isEqualTo(EPERM));
        assertThatThrownBy(() -> update(map, 0, 5))
            .isInstanceOfSatisfying(
                BpfException.class, e -> assertThat(e.errno()).isEqualTo(EPERM));
        skel.attach();
        skel.bss().input(321);
        Trigger.untilAsserted(
            () -> {
              assertThat(skel.bss().input()).isEqualTo(321);
              assertThat(skel.bss().output()).isEqualTo(321);
              assertNumbers(mapped.buffer(), 111, 321);
            });
      }
    }
  }

  /** As the kernel's "more advanced mmap() manipulations". Nobody else uses the addresses. */
  public void pagesAreUnmappedAndMappedBackOneByOne() {
    try (TestMmapSkel skel = load();
        Mapping range =
            Mapping.map(0, 4 * PAGE, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0).mapped()) {
      int fd = skel.maps().numbers().map().fd();
      update(skel.maps().numbers().map(), 0, 111);
      skel.attach();
      skel.bss().input(321);
      int fixed = MAP_SHARED | MAP_FIXED;
      // all but the last page
      assertThat(Mapping.map(range.address(), 3 * PAGE, PROT_READ, fixed, fd, 0).mapped().address())
          .isEqualTo(range.address());
      assertThat(range.part(PAGE, PAGE).unmap()).isZero();
      Mapping second = range.part(PAGE, PAGE);
      assertThat(Mapping.map(second.address(), PAGE, PROT_READ, fixed, fd, 0).mapped().address())
          .isEqualTo(second.address());
      assertThat(Mapping.map(range.address(), 4 * PAGE, PROT_READ, fixed, fd, 0).mapped().address())
          .isEqualTo(range.address());
      Trigger.untilAsserted(
          () -> {
            assertThat(skel.bss().output()).isEqualTo(321);
            assertThat(range.get(0)).isEqualTo(111);
            assertThat(range.get(8)).isEqualTo(222);
            assertThat(range.get(2 * 8)).isEqualTo(321);
            assertThat(range.get(FAR * 8)).isEqualTo(3 * 321);
          });
    }
  }

  @DataProvider
  public Object[][] rangesOutside() {
    return new Object[][] {
      {"all pages from the second on", 4 * PAGE, PAGE},
      {"one page more than there are", 5 * PAGE, 0L},
      {"the page behind the last", PAGE, 4 * PAGE},
    };
  }

  @Test(dataProvider = "rangesOutside", groups = "host")
  public void whatLiesOutsideTheMapIsNotMapped(String what, long length, long offset) {
    try (TestMmapSkel skel = load()) {
      int fd = skel.maps().numbers().map().fd();
      assertThat(Mapping.map(0, length, PROT_READ, MAP_SHARED, fd, offset).refused())
          .as(what)
          .isEqualTo(EINVAL);
    }
  }

  public void aPartOfTheMapIsMappedFromAPageOn() {
    try (TestMmapSkel skel = load()) {
      int fd = skel.maps().numbers().map().fd();
      update(skel.maps().numbers().map(), FAR, 42);
      long page = FAR * 8 / PAGE * PAGE;
      try (Mapping last = Mapping.map(0, PAGE, PROT_READ, MAP_SHARED, fd, page).mapped()) {
        assertThat(last.get(FAR * 8 - page)).isEqualTo(42);
      }
    }
  }

  public void theMapLivesUntilTheLastMappingIsGone() {
    int id;
    Mapping mapping;
    try (TestMmapSkel skel = load()) {
      BpfMap map = skel.maps().numbers().map();
      update(map, 0, 111);
      id = KernelMaps.id(map.fd());
      mapping = Mapping.map(map.fd(), SIZE, PROT_READ).mapped();
    }
    try (mapping) {
      assertThat(mapping.get(0)).isEqualTo(111);
      assertThat(KernelMaps.errno(id)).isZero();
    }
    KernelMaps.awaitNone(id);
    assertThat(KernelMaps.errno(id)).isEqualTo(ENOENT);
  }

  public void aMappingOfTheBindingKeepsTheMapToo() {
    int id;
    MappedMap mapped;
    try (TestMmapSkel skel = load()) {
      BpfMap map = skel.maps().numbers().map();
      update(map, 0, 111);
      id = KernelMaps.id(map.fd());
      mapped = map.mmap();
    }
    ByteBuffer buffer = mapped.buffer();
    try (mapped) {
      assertThat(buffer.getLong(0)).isEqualTo(111);
      buffer.putLong(0, 112);
      assertThat(KernelMaps.errno(id)).isZero();
    }
    assertThat(buffer.getLong(0)).as("what the mapping shows after its close").isZero();
    KernelMaps.awaitNone(id);
    assertThat(KernelMaps.errno(id)).isEqualTo(ENOENT);
  }

  public void aSkeletonsOwnMappingGoesWithIt() {
    int id;
    TestMmapSkel skel = load();
    try (skel) {
      id = KernelMaps.id(skel.maps().bss().fd());
      assertThat(skel.bss().isMapped()).isTrue();
    }
    KernelMaps.awaitNone(id);
    assertThat(KernelMaps.errno(id)).isEqualTo(ENOENT);
  }
}
