package dev.bpfj.selftests.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bpfj.libbpf.BpfLink;
import dev.bpfj.libbpf.ProgramHandle;
import dev.bpfj.libbpf.error.BpfException;
import dev.bpfj.libbpf.map.MapHandle;
import dev.bpfj.progs.LifeAttachSkel;
import dev.bpfj.progs.MapNestedSkel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Unpinning removes a name of the very map, program or link, and nothing else of the machine. */
@Test(
    groups = {"host", "vm"},
    singleThreaded = true)
public final class UnpinTest {
  private static final int ENOENT = 2;
  private static final int EINVAL = 22;

  private Path folder;
  private LifeAttachSkel skel;
  private MapNestedSkel maps;
  private MapHandle handle;
  private BpfLink link;

  @BeforeMethod
  void load() throws IOException {
    folder = Files.createDirectory(BpfFileSystem.newName());
    skel = LifeAttachSkel.openAndLoad();
    maps = MapNestedSkel.openAndLoad();
    handle = maps.maps().first().map().use(fd -> MapHandle.ofId(maps.maps().first().info().id()));
    link = skel.progs().first().attach();
  }

  @AfterMethod(alwaysRun = true)
  void removeAll() throws IOException {
    handle.close();
    maps.close();
    skel.close();
    removeNames();
    Files.delete(folder);
  }

  /** Tests do it themselves, or they would be told to leave them behind. */
  private void removeNames() throws IOException {
    try (var names = Files.list(folder)) {
      for (Path name : names.toList()) {
        Files.delete(name);
      }
    }
  }

  private interface Unpin {
    void at(UnpinTest test, Path path);
  }

  @DataProvider
  static Object[][] things() {
    return new Object[][] {
      {"a map's handle", (Unpin) (test, path) -> test.handle.unpin(path)},
      {"an object's map", (Unpin) (test, path) -> test.maps.maps().first().map().unpin(path)},
      {"a program", (Unpin) (test, path) -> test.skel.progs().first().unpin(path)},
    };
  }

  private Path name(String name) {
    return folder.resolve(name);
  }

  private static void assertRefused(Runnable unpin, Path path, String why) {
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(unpin::run)
        .withMessageContaining("-EINVAL (22), Invalid argument; " + path + " " + why)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(EINVAL));
    assertThat(path).exists();
  }

  @Test(dataProvider = "things")
  public void anOrdinaryFileStays(String thing, Unpin unpin) throws IOException {
    Path file = Files.createTempFile("bpfj", ".txt");
    try {
      assertRefused(() -> unpin.at(this, file), file, "is not on a BPF file system");
    } finally {
      Files.delete(file);
    }
  }

  @Test(dataProvider = "things")
  public void anOrdinaryFileBehindALinkStays(String thing, Unpin unpin) throws IOException {
    Path file = Files.createTempFile("bpfj", ".txt");
    try {
      Path name = Files.createSymbolicLink(folder.resolve("file"), file);
      assertRefused(() -> unpin.at(this, name), name, "is a symbolic link");
      assertThat(file).exists();
      Path folderName = Files.createSymbolicLink(folder.resolve("folder"), file.getParent());
      Path behind = folderName.resolve(file.getFileName());
      assertRefused(() -> unpin.at(this, behind), behind, "is not on a BPF file system");
    } finally {
      Files.delete(file);
      removeNames();
    }
  }

  @Test(dataProvider = "things")
  public void aSymbolicLinkToItsOwnNameStays(String thing, Unpin unpin) throws IOException {
    pin("own", p -> handle.pin(p));
    skel.progs().first().pin(name("own_program"));
    for (String own : new String[] {"own", "own_program"}) {
      Path name = Files.createSymbolicLink(folder.resolve(own + "_link"), name(own));
      assertRefused(() -> unpin.at(this, name), name, "is a symbolic link");
    }
    removeNames();
  }

  @Test(dataProvider = "things")
  public void theNameOfAnotherStays(String thing, Unpin unpin) throws IOException {
    Path map = pin("map", p -> maps.maps().byIndex().map().pin(p));
    Path program = pin("program", p -> skel.progs().second().pin(p));
    Path linkName = pin("link", link::pin);
    for (Path path : new Path[] {map, program, linkName}) {
      assertRefused(() -> unpin.at(this, path), path, "is the name of another ");
    }
    removeNames();
  }

  @Test(dataProvider = "things")
  public void whatIsNotThereIsToldToBeNotThere(String thing, Unpin unpin) {
    for (Path path : new Path[] {name("none"), name("none/none")}) {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> unpin.at(this, path))
          .satisfies(e -> assertThat(e.errno()).isEqualTo(ENOENT));
    }
  }

  @Test(dataProvider = "things")
  public void aFolderIsNoName(String thing, Unpin unpin) {
    for (Path path :
        new Path[] {folder, name(""), name("."), name(".."), Path.of("/"), Path.of("")}) {
      assertThatExceptionOfType(BpfException.class).isThrownBy(() -> unpin.at(this, path));
      assertThat(folder).exists();
    }
  }

  public void eachOfAMapsNamesIsRemoved() {
    Path first = pin("first", p -> handle.pin(p));
    Path second = pin("second", p -> handle.pin(p));
    handle.unpin(first);
    maps.maps().first().map().unpin(second);
    assertThat(folder).isEmptyDirectory();
  }

  public void aLinkLeavesWhatHasTakenItsPlace() throws IOException {
    Path path = pin("link", link::pin);
    Files.delete(path);
    maps.maps().first().map().pin(path);
    assertRefused(link::unpin, path, "is the name of another kind of thing");
    maps.maps().first().map().unpin(path);
    assertThatExceptionOfType(BpfException.class)
        .isThrownBy(link::unpin)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(ENOENT));
    assertThat(link.pinPath()).isEmpty();
  }

  public void aNameIsOneOfTheProgramThatAHandleIsOf() {
    Path path = pin("program", p -> skel.progs().first().pin(p));
    try (ProgramHandle program = ProgramHandle.ofPinned(path)) {
      assertThat(program.info().id()).isEqualTo(skel.progs().first().info().id());
    }
    skel.progs().first().unpin(path);
    assertThat(folder).isEmptyDirectory();
  }

  public void pinningElsewhereMakesNoFolder() throws IOException {
    Path parent = Files.createTempDirectory("bpfj");
    Path path = parent.resolve("new").resolve("map");
    try {
      assertThatExceptionOfType(BpfException.class)
          .isThrownBy(() -> maps.maps().first().map().pin(path))
          .withMessageContaining(path + " is not on a BPF file system");
      assertThat(parent).isEmptyDirectory();
    } finally {
      Files.deleteIfExists(path.getParent());
      Files.delete(parent);
    }
  }

  private Path pin(String name, Consumer<Path> pin) {
    pin.accept(name(name));
    return name(name);
  }
}
