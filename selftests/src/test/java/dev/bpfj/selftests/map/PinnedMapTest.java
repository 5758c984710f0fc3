package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bpfj.libbpf.OpenOptions;
import dev.bpfj.libbpf.error.PinnedMapMismatchException;
import dev.bpfj.libbpf.error.PinnedMapMismatchException.Difference;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.libbpf.map.MapSettings;
import dev.bpfj.libbpf.map.MapSpec;
import dev.bpfj.libbpf.map.MapType;
import dev.bpfj.progs.MapPinnedSkel;
import dev.bpfj.progs.TestRunSkel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Maps that load pins, or finds pinned. */
@Test(groups = {"host", "vm"})
public final class PinnedMapTest {
  /** A folder of pins, which are removed with it. */
  private static final class Folder implements AutoCloseable {
    final Path path = Path.of("/sys/fs/bpf/bpfj-" + UUID.randomUUID());

    Folder() throws IOException {
      Files.createDirectory(path);
    }

    MapPinnedSkel open() {
      return MapPinnedSkel.open(OpenOptions.defaults().pinRootPath(path));
    }

    @Override
    public void close() throws IOException {
      for (String name : new String[] {"devices", "counts"}) {
        Files.deleteIfExists(path.resolve(name));
      }
      Files.delete(path);
    }
  }

  @DataProvider
  static Object[][] settings() {
    return new Object[][] {
      {"as defined", (Consumer<MapSettings>) settings -> {}},
      {"devices by index", (Consumer<MapSettings>) settings -> settings.type(MapType.DEVMAP)},
      {"processors", (Consumer<MapSettings>) settings -> settings.type(MapType.CPUMAP)},
      {
        "perf events, as many as libbpf chooses",
        (Consumer<MapSettings>) settings -> settings.type(MapType.PERF_EVENT_ARRAY).maxEntries(0)
      },
      {
        "as many entries for each processor",
        (Consumer<MapSettings>)
            settings ->
                settings.type(MapType.LRU_HASH).mapFlags(MapFlags.NO_COMMON_LRU).maxEntries(1001)
      },
      {
        "read by this process alone",
        (Consumer<MapSettings>) settings -> settings.type(MapType.HASH).mapFlags(MapFlags.RDONLY)
      },
      {
        "with flags that stay",
        (Consumer<MapSettings>)
            settings ->
                settings.type(MapType.HASH).mapFlags(MapFlags.NO_PREALLOC | MapFlags.RDONLY_PROG)
      },
    };
  }

  @Test(dataProvider = "settings")
  public void aMapIsFoundWhereAnEarlierLoadHasPinnedIt(String what, Consumer<MapSettings> change)
      throws IOException {
    try (Folder folder = new Folder();
        MapPinnedSkel first = folder.open();
        MapPinnedSkel second = folder.open()) {
      change.accept(first.maps().devices().settings());
      first.load();
      change.accept(second.maps().devices().settings());
      second.load();
      assertThat(second.maps().devices().info().id()).isEqualTo(first.maps().devices().info().id());
      assertThat(second.object().map("devices").isPinned()).isTrue();
      assertThat(second.maps().devices().settings().pinPath())
          .contains(folder.path.resolve("devices"));
    }
  }

  public void pinningCanBeOptedOutOf() throws IOException {
    try (Folder folder = new Folder();
        MapPinnedSkel first = folder.open();
        MapPinnedSkel second = folder.open()) {
      first.maps().devices().settings().noPinPath();
      first.maps().counts().settings().noPinPath();
      assertThat(first.maps().counts().settings().pinPath()).isEmpty();
      first.load();
      assertThat(folder.path).isEmptyDirectory();
      second.load();
      assertThat(second.maps().counts().info().id())
          .isNotEqualTo(first.maps().counts().info().id());
    }
  }

  public void allThatDiffersIsNamedAndCanBeChanged() throws IOException {
    try (Folder folder = new Folder();
        MapPinnedSkel first = folder.open();
        MapPinnedSkel second = folder.open()) {
      first.load();
      second.maps().counts().settings().maxEntries(8).valueSize(16).mapFlags(MapFlags.NO_PREALLOC);
      assertThatExceptionOfType(PinnedMapMismatchException.class)
          .isThrownBy(second::load)
          .withMessage(
              "map \"counts\": another map is pinned at "
                  + folder.path.resolve("counts")
                  + ": valueSize=4, expected=16; maxEntries=4, expected=8; mapFlags=0x0,"
                  + " expected=0x1; remove that pin, or pin this map elsewhere (settings().pinPath)"
                  + " or nowhere (settings().noPinPath)")
          .satisfies(
              e -> {
                assertThat(e.path()).isEqualTo(folder.path.resolve("counts").toString());
                assertThat(e.differences()).contains(new Difference("maxEntries", "4", "8"));
              });
      second.maps().counts().settings().noPinPath();
      second.load();
      assertThat(second.maps().counts().info().maxEntries()).isEqualTo(8);
    }
  }

  public void anotherTypeOfMapIsNamed() throws IOException {
    try (Folder folder = new Folder();
        MapPinnedSkel first = folder.open();
        MapPinnedSkel second = folder.open()) {
      first.load();
      second.maps().counts().settings().type(MapType.LRU_HASH);
      assertThatExceptionOfType(PinnedMapMismatchException.class)
          .isThrownBy(second::load)
          .withMessageContaining(": type=hash, expected=lru_hash; remove that pin");
    }
  }

  public void whatIsNoMapIsNamed() throws IOException {
    try (Folder folder = new Folder();
        MapPinnedSkel skel = folder.open();
        TestRunSkel other = TestRunSkel.openAndLoad()) {
      other.progs().add().pin(folder.path.resolve("counts"));
      assertThatIllegalArgumentException()
          .isThrownBy(skel::load)
          .withMessageStartingWith("map \"counts\": pinned at " + folder.path.resolve("counts"))
          .withMessageEndingWith("of=anon_inode:bpf-prog");
    }
  }

  @DataProvider
  static Object[][] types() {
    return new Object[][] {
      {MapType.HASH, 4, 4},
      {MapType.ARRAY, 4, 4},
      {MapType.PROG_ARRAY, 4, 4},
      {MapType.PERF_EVENT_ARRAY, 4, 4},
      {MapType.PERCPU_HASH, 4, 4},
      {MapType.PERCPU_ARRAY, 4, 4},
      {MapType.STACK_TRACE, 4, 64},
      {MapType.CGROUP_ARRAY, 4, 4},
      {MapType.LRU_HASH, 4, 4},
      {MapType.LRU_PERCPU_HASH, 4, 4},
      {MapType.DEVMAP, 4, 4},
      {MapType.SOCKMAP, 4, 4},
      {MapType.CPUMAP, 4, 4},
      {MapType.SOCKHASH, 4, 4},
      {MapType.REUSEPORT_SOCKARRAY, 4, 8},
      {MapType.QUEUE, 0, 4},
      {MapType.STACK, 0, 4},
      {MapType.DEVMAP_HASH, 4, 4},
    };
  }

  @Test(dataProvider = "types")
  public void theKernelAddsNoFlagsButThoseThatAreKnown(MapType type, int keySize, int valueSize) {
    try (MapHandle map = MapHandle.create(MapSpec.of(type, keySize, valueSize, 7))) {
      boolean readOnly = type.equals(MapType.DEVMAP) || type.equals(MapType.DEVMAP_HASH);
      assertThat(map.mapFlags()).isEqualTo(readOnly ? MapFlags.RDONLY_PROG : 0);
      assertThat(map.maxEntries()).isEqualTo(7);
    }
  }
}
