package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bpfj.libbpf.BpfMap;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.MapHandle;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.Descriptor;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.internal.call.Arena;
import dev.bpfj.libbpf.internal.call.Native;
import dev.bpfj.libbpf.map.MapCodecs;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapInfo;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.libbpf.map.MappedMap;
import dev.bpfj.libbpf.map.TypedMap;
import dev.bpfj.progs.MapNestedSkel;
import dev.bpfj.progs.MapValuesSkel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Maps by themselves, their pins and ids. */
@Test(groups = {"host", "vm"})
public final class MapHandleTest {
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

  private static TypedMap<Integer, Long> numbers(BpfMap map) {
    return TypedMap.of(map, MapCodecs.index(), MapCodecs.s64());
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
      assertThat(map.autocreate()).isTrue();
      assertThat(map.innerMap()).isEmpty();
      assertThat(map.pinPath()).isEmpty();
    }
  }

  public void anObjectsMapTellsItsTypesInBtf() {
    try (MapValuesSkel skel = MapValuesSkel.openAndLoad()) {
      BpfMap flows = skel.maps().flows();
      MapInfo info = flows.info();
      assertThat(info.btfId()).isPositive();
      assertThat(info.btfKeyTypeId()).isPositive().isEqualTo(flows.btfKeyTypeId());
      assertThat(info.btfValueTypeId()).isPositive().isEqualTo(flows.btfValueTypeId());
      assertThat(skel.maps().stacks().btfKeyTypeId()).isZero();
    }
  }

  public void isFoundByItsIdAndOutlivesItsMaker() {
    MapHandle map = array();
    try (MapHandle found = MapHandle.ofId(map.info().id())) {
      assertThat(found.fd()).isNotEqualTo(map.fd());
      numbers(map).update(2, 22L);
      assertThat(numbers(found).lookup(2)).contains(22L);
      map.close();
      assertThat(numbers(found).lookup(2)).contains(22L);
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
      numbers(map).update(1, 11L);
      map.pin(PIN.toString());
    }
    try (MapHandle found = MapHandle.ofPinned(PIN.toString())) {
      assertThat(numbers(found).lookup(1)).contains(11L);
      found.unpin(PIN.toString());
      assertThat(PIN).doesNotExist();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> found.unpin(PIN.toString()))
          .withMessage("map \"bpfj_test\": unlink: -ENOENT (2), No such file or directory");
    }
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> MapHandle.ofPinned(PIN.toString()))
        .withMessage(PIN + ": bpf_obj_get: -ENOENT (2), No such file or directory");
  }

  public void anObjectsMapIsPinnedAndUnpinned() {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      BpfMap map = skel.maps().first();
      assertThat(map.isPinned()).isFalse();
      map.pin(PIN.toString());
      assertThat(map.isPinned()).isTrue();
      assertThat(map.pinPath()).contains(PIN.toString());
      assertThat(PIN).exists();
      map.pin(PIN.toString()); // where it is already
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.pin(PIN + "_2"))
          .withMessageStartingWith("map \"first\": bpf_map__pin: -EINVAL (22), Invalid argument");
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> skel.maps().byIndex().pin(PIN.toString()))
          .withMessageStartingWith("map \"by_index\": bpf_map__pin: -EEXIST (17), File exists");
      map.unpin();
      assertThat(map.isPinned()).isFalse();
      assertThat(PIN).doesNotExist();
    }
  }

  public void aPinOutlivesItsObjectAndIsFoundAgainByLoad() {
    try (MapNestedSkel skel = MapNestedSkel.open()) {
      skel.maps().first().setPinPath(PIN.toString());
      assertThat(skel.maps().first().pinPath()).contains(PIN.toString());
      skel.load();
      assertThat(skel.maps().first().isPinned()).isTrue();
      numbers(skel.maps().first()).update(0, 7L);
    }
    try (MapNestedSkel again = MapNestedSkel.open()) {
      again.maps().first().setPinPath(PIN.toString());
      again.load();
      assertThat(numbers(again.maps().first()).lookup(0)).contains(7L);
      again.maps().first().unpin();
    }
  }

  public void aPinNeedsABpfFileSystem() {
    try (MapHandle map = array()) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> map.pin("/proc/bpfj"))
          .withMessageStartingWith("map \"bpfj_test\": bpf_obj_pin: -");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(map::pin)
          .withMessage("map \"bpfj_test\": has no definition that says where; give a path");
    }
  }

  public void whatIsPinnedAndNoMapIsRefused() throws Exception {
    try (MapNestedSkel skel = MapNestedSkel.openAndLoad()) {
      pin(skel.progs().toGreen());
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> MapHandle.ofPinned(PROGRAM_PIN.toString()))
          .withMessageMatching(
              PROGRAM_PIN + ": a file descriptor of no map: fd=\\d+, of=anon_inode:bpf-prog");
      Files.delete(PROGRAM_PIN);
    }
  }

  private static void pin(BpfProgram program) {
    try (Arena arena = new Arena()) {
      long path = arena.string(PROGRAM_PIN.toString());
      assertThat(Native.bpf().bpf_obj_pin(program.fd(), path)).isZero();
    }
  }

  public void whatIsNoMapIsNotReused() {
    try (MapNestedSkel skel = MapNestedSkel.open();
        OpenFile folder = OpenFile.of(Path.of("/"))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> skel.maps().first().reuse(folder.fd()))
          .withMessage("map \"first\": a file descriptor of no map: fd=%d, of=/", folder.fd());
    }
  }

  public void anotherMapIsReused() {
    try (MapHandle map = Maps.create(MapType.ARRAY, 4, 8, 4);
        MapNestedSkel skel = MapNestedSkel.open()) {
      numbers(map).update(3, 33L);
      skel.maps().first().reuse(map);
      skel.load();
      assertThat(skel.maps().first().info().id()).isEqualTo(map.info().id());
      assertThat(numbers(skel.maps().first()).lookup(3)).contains(33L);
    }
  }

  @DataProvider
  public Object[][] settings() {
    return new Object[][] {
      setting("setType", map -> map.setType(MapType.HASH)),
      setting("setMaxEntries", map -> map.setMaxEntries(1)),
      setting("setValueSize", map -> map.setValueSize(1)),
      setting("setPinPath", map -> map.setPinPath(PIN.toString())),
      setting("setInnerMap", map -> map.setInnerMap(map)),
      setting("setAutoattach", map -> map.setAutoattach(false)),
      setting("reuse", map -> map.reuse(map)),
      setting("attachStructOps", BpfMap::attachStructOps),
    };
  }

  private static Object[] setting(String name, Consumer<BpfMap> setting) {
    return new Object[] {name, setting};
  }

  @Test(dataProvider = "settings")
  public void staysWhatItIs(String name, Consumer<BpfMap> setting) {
    try (MapHandle map = array()) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> setting.accept(map))
          .withMessage(
              "map \"bpfj_test\": is in the kernel by itself, and only an object's map has that");
    }
  }

  @DataProvider
  public Object[][] badSpecs() {
    return new Object[][] {
      {"of a type that there is not", MapSpec.of(new MapType(999), 4, 4, 1)},
      {"an array with keys of 8 bytes", MapSpec.of(MapType.ARRAY, 8, 4, 1)},
      {"a hash table without entries", MapSpec.of(MapType.HASH, 4, 4, 0)},
      {"with flags that there are not", MapSpec.of(MapType.HASH, 4, 4, 1).withMapFlags(1 << 30)},
      {"a queue with keys", MapSpec.of(MapType.QUEUE, 4, 4, 1)},
      {"with a name that is none", MapSpec.of(MapType.HASH, 4, 4, 1).withName("a b")},
    };
  }

  @Test(dataProvider = "badSpecs")
  public void isNotMade(String what, MapSpec spec) {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(() -> MapHandle.create(spec))
        .withMessageContaining(": bpf_map_create: -EINVAL (22), Invalid argument");
  }

  public void closesWhatItOwnsFirst() {
    StringBuilder order = new StringBuilder();
    MapHandle map = array();
    map.own(fd -> () -> order.append(map.isClosed() ? "late" : "first "));
    AutoCloseable gone = map.own(fd -> () -> order.append("never"));
    map.own(fd -> () -> order.append("last made, "));
    map.disown(gone);
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
    MapSpec spec = MapSpec.of(MapType.ARRAY_OF_MAPS, 4, 4, 1).withName("nested");
    try (MapHandle map = array();
        OpenFile file = OpenFile.of(Path.of("/"))) {
      Descriptor other = new Answering(file.fd());
      assertThatIllegalStateException()
          .isThrownBy(() -> MapHandle.create(spec.withInnerMap(other)))
          .withMessage("map \"nested\": the inner map's descriptor was not given to the action");
      OpenFile.copyOf(file.fd()).close(); // is still open
      MapHandle.create(spec.withInnerMap(map)).close();
    }
  }

  public void closesAllThatItOwnsWhateverOneOfThemThrows() {
    StringBuilder order = new StringBuilder();
    MapHandle map = array();
    map.own(fd -> () -> order.append("first made"));
    map.own(
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
      assertThat(numbers(map).lookup(1)).contains(99L);
      map.close();
      assertThat(memory.buffer().getLong(8)).isEqualTo(99);
    }
  }

  public void isFrozen() {
    try (MapHandle map = Maps.create(MapType.ARRAY, 4, 8, 3)) {
      map.freeze();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> numbers(map).update(0, 1L))
          .withMessageStartingWith("map \"bpfj_test\": bpf_map_update_elem: -EPERM (1)");
      assertThat(numbers(map).lookup(0)).contains(0L);
    }
  }
}
