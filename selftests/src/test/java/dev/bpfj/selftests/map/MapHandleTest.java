package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.access.MapAccess;
import dev.bpfj.libbpf.internal.call.CallMemory;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.map.ArrayMap;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapInfo;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.MappedMap;
import dev.bpfj.libbpf.map.codec.MapCodecs;
import dev.bpfj.progs.MapNestedSkel;
import dev.bpfj.progs.MapValuesSkel;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Maps by themselves, their pins and ids. */
@Test(groups = {"host", "vm"})
public final class MapHandleTest {
  private static final MapAccess<BpfMap, BpfObjectMap> MAPS =
      MapAccess.of(BpfMap.class, BpfObjectMap.class);
  private static final Path PIN = Path.of("/sys/fs/bpf/bpfj_map_test");
  private static final Path PROGRAM_PIN = Path.of("/sys/fs/bpf/bpfj_program_test");

  @AfterMethod(groups = {"host", "vm"})
  public void removePins() throws Exception {
    Files.deleteIfExists(PIN);
    Files.deleteIfExists(PROGRAM_PIN);
  }

  private static MapHandle array() {
    return Maps.create(MapType.ARRAY, 4, 8, 3, MapFlags.MMAPABLE);
  }

  private static ArrayMap<Long> numbers(BpfMap map) {
    return ArrayMap.of(map, MapCodecs.u64());
  }

  public void tellsWhatItIsMadeOf() {
    try (MapHandle map = array()) {
      MapInfo info = map.info();
      assertThat(info.id()).isPositive();
      assertThat(info.type()).isEqualTo(map.type()).isEqualTo(MapType.ARRAY);
      assertThat(info.name()).isEqualTo(map.name()).isEqualTo("bpfj_test");
      assertThat(info.keySize()).isEqualTo(map.keySize()).isEqualTo(4);
      assertThat(info.valueSize()).isEqualTo(map.valueSize()).isEqualTo(8);
      assertThat(info.maxEntries()).isEqualTo(map.maxEntries()).isEqualTo(3);
      assertThat(info.mapFlags()).isEqualTo(map.mapFlags()).isEqualTo(MapFlags.MMAPABLE);
    }
  }

  public void anObjectsMapTellsItsTypesInBtf() {
    try (MapValuesSkel skel = MapValuesSkel.openAndLoad()) {
      BpfObjectMap flows = skel.object().map("flows");
      MapInfo info = flows.info();
      assertThat(info.btfId()).isPositive();
      assertThat(info.btfKeyTypeId()).isPositive().isEqualTo(flows.settings().btfKeyTypeId());
      assertThat(info.btfValueTypeId()).isPositive().isEqualTo(flows.settings().btfValueTypeId());
      assertThat(skel.maps().stacks().settings().btfKeyTypeId()).isZero();
    }
  }

  public void isFoundByItsIdAndOutlivesItsMaker() {
    MapHandle map = array();
    try (MapHandle found = MapHandle.ofId(map.info().id())) {
      assertThat(found.fd()).isNotEqualTo(map.fd());
      numbers(map).set(2, 22L);
      assertThat(numbers(found).get(2)).isEqualTo(22L);
      map.close();
      assertThat(numbers(found).get(2)).isEqualTo(22L);
    }
  }

  public void thereIsNoMapOfAnIdThatIsNotGivenOut() {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> MapHandle.ofId(-1))
        .withMessage(
            "map id 4294967295: bpf_map_get_fd_by_id: -ENOENT (2), No such file or directory");
  }

  public void isFoundWhereItIsPinned() {
    try (MapHandle map = array()) {
      numbers(map).set(1, 11L);
      map.pin(PIN);
    }
    try (MapHandle found = MapHandle.ofPinned(PIN)) {
      assertThat(numbers(found).get(1)).isEqualTo(11L);
      found.unpin(PIN);
      assertThat(PIN).doesNotExist();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> found.unpin(PIN))
          .withMessage("map \"bpfj_test\": unlink: -ENOENT (2), No such file or directory");
    }
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> MapHandle.ofPinned(PIN))
        .withMessage(
            PIN + ": bpf_obj_get: -ENOENT (2), No such file or directory; nothing is pinned there");
  }

  public void anObjectsMapIsPinnedAndUnpinned() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      BpfObjectMap map = skel.object().map("first");
      assertThat(map.isPinned()).isFalse();
      map.pin(PIN);
      assertThat(map.isPinned()).isTrue();
      assertThat(map.settings().pinPath()).contains(PIN);
      assertThat(PIN).exists();
      map.pin(PIN); // where it is already
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.pin(Path.of(PIN + "_2")))
          .withMessageStartingWith("map \"first\": bpf_map__pin: -EINVAL (22), Invalid argument");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().byIndex().map().pin(PIN))
          .withMessageStartingWith("map \"by_index\": bpf_map__pin: -EEXIST (17), File exists");
      map.unpin();
      assertThat(map.isPinned()).isFalse();
      assertThat(PIN).doesNotExist();
    }
  }

  public void aPinOutlivesItsObjectAndIsFoundAgainByLoad() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      skel.maps().first().settings().pinPath(PIN);
      assertThat(skel.maps().first().settings().pinPath()).contains(PIN);
      skel.load();
      assertThat(skel.object().map("first").isPinned()).isTrue();
      skel.maps().first().set(0, 7L);
    }
    try (MapNestedSkel again = MapNestedSkel.open()) {
      again.maps().first().settings().pinPath(PIN);
      again.load();
      assertThat(again.maps().first().get(0)).isEqualTo(7L);
      again.maps().first().map().unpin(PIN);
    }
  }

  public void aPinNeedsABpfFileSystem() {
    try (MapHandle map = array()) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.pin(Path.of("/proc/bpfj")))
          .withMessageStartingWith("map \"bpfj_test\" at /proc/bpfj: bpf_obj_pin: -")
          .withMessageContaining("the path must be in a BPF file system");
    }
  }

  public void whatIsPinnedAndNoMapIsRefused() throws Exception {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      pin(skel.progs().toGreen());
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> MapHandle.ofPinned(PROGRAM_PIN))
          .withMessage(
              PROGRAM_PIN
                  + ": what is pinned there is another kind of thing: found=anon_inode:bpf-prog,"
                  + " expected=anon_inode:bpf-map");
      Files.delete(PROGRAM_PIN);
    }
  }

  private static void pin(BpfProgram program) {
    try (CallMemory callMemory = new CallMemory()) {
      long path = callMemory.string(PROGRAM_PIN.toString());
      assertThat(Native.bpf().bpf_obj_pin(program.fd(), path)).isZero();
    }
  }

  public void whatIsNoMapIsNotReused() {
    try (MapNestedSkel skel = MapNestedSkel.open();
        OpenFile folder = OpenFile.of(Path.of("/"))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> skel.maps().first().settings().reuse(folder))
          .withMessage("map \"first\": a file descriptor of no map: fd=%d, of=/", folder.fd());
    }
  }

  public void anotherMapIsReused() {
    try (MapHandle map = Maps.create(MapType.ARRAY, 4, 8, 4);
        MapNestedSkel skel = MapNestedSkel.open()) {
      numbers(map).set(3, 33L);
      skel.maps().first().settings().reuse(map);
      skel.load();
      assertThat(skel.maps().first().info().id()).isEqualTo(map.info().id());
      assertThat(skel.maps().first().get(3)).isEqualTo(33L);
    }
  }

  public void hasNoSettings() {
    assertThat(MapHandle.class.getMethods()).extracting(Method::getName).doesNotContain("settings");
    try (MapHandle map = array()) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> numbers(map).settings())
          .withMessage(
              "map \"bpfj_test\": is in the kernel already; only an object's map has settings");
    }
  }

  @DataProvider
  public Object[][] badSpecs() {
    return new Object[][] {
      {"of a type that there is not", MapSpec.of(new MapType(999), 4, 4, 1), ""},
      {"an array with keys of 8 bytes", MapSpec.of(MapType.ARRAY, 8, 4, 1), ""},
      {
        "a hash table without entries",
        MapSpec.of(MapType.HASH, 4, 4, 0),
        "; a map of this type has at least 1 entry: type=hash, maxEntries=0"
      },
      {
        "a ring buffer of another size than a power of two",
        MapSpec.of(MapType.RINGBUF, 0, 0, 3 * 4096),
        "; maxEntries of a ring buffer is its size in bytes, a power of two and a multiple of the"
            + " page size: maxEntries=12288, page size=4096"
      },
      {"with flags that there are not", MapSpec.of(MapType.HASH, 4, 4, 1).mapFlags(1 << 30), ""},
      {"a queue with keys", MapSpec.of(MapType.QUEUE, 4, 4, 1), ""},
      {"with a name that is none", MapSpec.of(MapType.HASH, 4, 4, 1).name("a b"), ""},
    };
  }

  @Test(dataProvider = "badSpecs")
  public void isNotMade(String what, MapSpec spec, String advice) {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> MapHandle.create(spec))
        .withMessageEndingWith(": bpf_map_create: -EINVAL (22), Invalid argument" + advice);
  }

  public void anObjectsMapWithoutEntriesIsNamed() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      skel.maps().first().settings().maxEntries(0);
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(skel::load)
          .withMessageContaining(
              "bpf_object__load: -EINVAL (22), Invalid argument; map \"first\": a")
          .withMessageContaining("a map of this type has at least 1 entry: type=")
          .withMessageContaining(", maxEntries=0");
    }
  }

  public void closesWhatItOwnsFirst() {
    StringBuilder order = new StringBuilder();
    MapHandle map = array();
    MAPS.own(map, fd -> () -> order.append(map.isClosed() ? "late" : "first "));
    AutoCloseable gone = MAPS.own(map, fd -> () -> order.append("never"));
    MAPS.own(map, fd -> () -> order.append("last made, "));
    MAPS.disown(map, gone);
    map.close();
    assertThat(order).hasToString("last made, first ");
  }

  /** As somebody else may have implemented it. */
  private record Answering(Object answer) implements Descriptor {
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T use(IntFunction<T> action) {
      return (T) answer;
    }
  }

  public void closesNoDescriptorThatIsNotItsOwn() {
    MapSpec spec = MapSpec.of(MapType.ARRAY_OF_MAPS, 4, 4, 1).name("nested");
    try (MapHandle map = array();
        OpenFile file = OpenFile.of(Path.of("/"))) {
      Descriptor other = new Answering(file.fd());
      assertThatIllegalStateException()
          .isThrownBy(() -> MapHandle.create(spec.innerMap(other)))
          .withMessage("map \"nested\": the inner map's descriptor was not given to the action");
      OpenFile.copyOf(file.fd()).close(); // is still open
      MapHandle.create(spec.innerMap(map)).close();
    }
  }

  public void closesAllThatItOwnsWhateverOneOfThemThrows() {
    StringBuilder order = new StringBuilder();
    MapHandle map = array();
    MAPS.own(map, fd -> () -> order.append("first made"));
    MAPS.own(
        map,
        fd ->
            () -> {
              throw new AssertionError("of its close");
            });
    map.close();
    assertThat(order).hasToString("first made");
    assertThat(map.isClosed()).isTrue();
  }

  public void isMappedIntoMemoryAndStaysThere() {
    MapHandle map = array();
    try (MappedMap memory = map.mmap()) {
      assertThat(memory.buffer().capacity()).isEqualTo(24);
      memory.buffer().putLong(8, 99);
      assertThat(numbers(map).get(1)).isEqualTo(99L);
      map.close();
      assertThat(memory.buffer().getLong(8)).isEqualTo(99);
    }
  }

  public void isFrozen() {
    try (MapHandle map = Maps.create(MapType.ARRAY, 4, 8, 3)) {
      map.freeze();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> numbers(map).set(0, 1L))
          .withMessageStartingWith("map \"bpfj_test\": bpf_map_update_elem: -EPERM (1)");
      assertThat(numbers(map).get(0)).isEqualTo(0L);
    }
  }
}
