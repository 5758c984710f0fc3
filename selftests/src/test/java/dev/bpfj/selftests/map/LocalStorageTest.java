package dev.bpfj.selftests.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.fd.OpenFile;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.BpfObjectMap;
import dev.bpfj.libbpf.map.LocalStorage;
import dev.bpfj.libbpf.map.MapFlags;
import dev.bpfj.progs.MapStorageSkel;
import dev.bpfj.progs.MapStorageSkel.Tag;
import dev.bpfj.selftests.harness.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Values that go with inodes, tasks, sockets and control groups. */
@Test(groups = {"host", "vm"})
public final class LocalStorageTest {
  private static final Path UNIFIED = Path.of("/sys/fs/cgroup/unified");
  private static final Path GROUPS = Files.exists(UNIFIED) ? UNIFIED : Path.of("/sys/fs/cgroup");
  private static final Path GROUP = GROUPS.resolve("bpfj-storage");

  private interface Owners {
    OpenFile open(int number) throws Exception;
  }

  @DataProvider
  public Object[][] storages() {
    return new Object[][] {
      row("5.10", "inode storage", m -> m.ofInodes(), LocalStorageTest::file),
      row("5.11", "task storage", m -> m.ofTasks(), LocalStorageTest::process),
      row("5.10", "socket storage", m -> m.ofSockets(), number -> Sockets.udp()),
      row("6.2", "control group storage", m -> m.ofCgroups(), LocalStorageTest::cgroup)
    };
  }

  private static Object[] row(
      String kernel,
      String feature,
      Function<MapStorageSkel.Maps, LocalStorage<Tag>> map,
      Owners owners) {
    return new Object[] {kernel, feature, map, owners};
  }

  private static OpenFile file(int number) throws Exception {
    Path file = Files.createTempFile("bpfj", null);
    try {
      return OpenFile.of(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Itself, and its parent. */
  private static OpenFile process(int number) {
    ProcessHandle self = ProcessHandle.current();
    return OpenFile.ofProcess((number == 0 ? self : self.parent().orElseThrow()).pid());
  }

  private static OpenFile cgroup(int number) throws Exception {
    return OpenFile.of(number == 0 ? GROUPS : Files.createDirectory(GROUP));
  }

  @AfterMethod(groups = {"host", "vm"})
  public void removeGroup() throws Exception {
    Files.deleteIfExists(GROUP);
  }

  private static MapStorageSkel load(BpfMap wanted, MapStorageSkel skel) {
    for (BpfObjectMap map : skel.object().maps()) {
      map.settings().autocreate(map.name().equals(wanted.name()));
    }
    skel.load();
    return skel;
  }

  private static Tag tag(long number) {
    Tag tag = new Tag();
    tag.number(number);
    tag.color(number + 1);
    return tag;
  }

  /**
   * Newer kernels take memory for storages by kmalloc_nolock, which has none on an x86 processor
   * without cmpxchg16b: the emulated one of the virtual machines.
   */
  private static boolean hasNoMemory() throws IOException {
    return Kernel.isAtLeast("6.19")
        && System.getProperty("os.arch").equals("amd64")
        && !Files.readString(Path.of("/proc/cpuinfo")).contains(" cx16");
  }

  @Test(dataProvider = "storages")
  public void eachHasItsOwnValue(
      String kernel,
      String feature,
      Function<MapStorageSkel.Maps, LocalStorage<Tag>> chosen,
      Owners owners)
      throws Exception {
    Kernel.require(kernel, feature);
    try (MapStorageSkel skel = MapStorageSkel.open();
        OpenFile first = owners.open(0);
        OpenFile second = owners.open(1)) {
      LocalStorage<Tag> storage = chosen.apply(skel.maps());
      load(storage.map(), skel);
      assertThat(storage.lookup(first)).isEmpty();
      if (hasNoMemory()) {
        assertThatExceptionOfType(BpfException.class)
            .isThrownBy(() -> storage.update(first, tag(10)))
            .withMessageContaining(": bpf_map_update_elem: -ENOMEM (12)");
        return;
      }
      storage.update(first, tag(10));
      storage.update(second, tag(20), MapFlags.NOEXIST);
      assertThat(storage.lookup(first)).contains(tag(10));
      assertThat(storage.lookup(second)).contains(tag(20));
      assertThat(storage.delete(first)).isTrue();
      assertThat(storage.delete(first)).isFalse();
      assertThat(storage.lookup(first)).isEmpty();
      assertThat(storage.lookup(second)).contains(tag(20));
    }
  }

  public void whatIsNoSocketHasNoSocketStorage() throws Exception {
    try (MapStorageSkel skel = MapStorageSkel.open();
        OpenFile file = file(0)) {
      load(skel.maps().ofSockets().map(), skel);
      LocalStorage<Tag> storage = skel.maps().ofSockets();
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> storage.update(file, tag(1)))
          .withMessage(
              "map \"of_sockets\": bpf_map_update_elem: -ENOTSOCK (88), Socket operation on"
                  + " non-socket");
    }
  }
}
