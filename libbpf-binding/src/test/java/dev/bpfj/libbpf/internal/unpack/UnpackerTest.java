package dev.bpfj.libbpf.internal.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.kenai.jffi.MemoryIO;
import dev.bpfj.libbpf.internal.unpack.UnpackingJvm.SaysFromWhere;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** Each case in a JVM of its own, on real file systems. */
public final class UnpackerTest {
  private static final String NATIVES = "dev.bpfj:libbpf-natives";
  private static final String SYSTEM = "the system";
  private static final String BOOT_PATH = "jffi.boot.library.path";

  private static List<Path> filesBelow(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  public void everythingIsLoadedFromTheUsersCache() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    List<String> said = jvm.run();
    assertThat(said)
        .containsExactly(
            NATIVES,
            jvm.unpacked("libbpf.so.1").toString(),
            jvm.unpacked("libjffi-1.2.so").toString());
    assertThat(said).allSatisfy(line -> assertThat(line).doesNotContain(jvm.temporary() + "/"));
    assertThat(filesBelow(jvm.temporary())).isEmpty();
    for (Path file : filesBelow(jvm.natives())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  public void whatIsUnpackedIsKept() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    jvm.run();
    Path library = jvm.unpacked("libbpf.so.1");
    Object first = Files.getAttribute(library, "unix:ino");
    jvm.run();
    assertThat(Files.getAttribute(library, "unix:ino")).isEqualTo(first);
  }

  @Test
  public void severalJvmsUnpackAtOnce() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(jvm.start());
    }
    for (Process process : processes) {
      assertThat(UnpackingJvm.linesOf(process).get(0)).isEqualTo(NATIVES);
    }
    assertThat(filesBelow(jvm.natives()))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder("libz.so.1", "libelf.so.1", "libbpf.so.1", "libjffi-1.2.so");
  }

  @Test
  public void aJvmThatIsKilledWhileItUnpacksLeavesNothingThatIsLoaded() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    jvm.run();
    Path library = jvm.unpacked("libbpf.so.1");
    Files.delete(library);
    Process process =
        new UnpackingJvm()
            .with("-Dunpacked.directory=" + library.getParent())
            .running(StopsHalfWay.class)
            .start();
    assertThat(process.getInputStream().readNBytes(8)).asString().isEqualTo("written\n");
    process.destroyForcibly().waitFor();
    assertThat(jvm.run().get(1)).isEqualTo(library.toString());

    List<Path> left =
        filesBelow(library.getParent()).stream()
            .filter(file -> file.toString().endsWith(".unfinished"))
            .toList();
    assertThat(left).hasSize(1);
    Files.setLastModifiedTime(left.get(0), FileTime.from(Instant.EPOCH));
    Files.delete(library);
    jvm.run();
    assertThat(left.get(0)).doesNotExist();
  }

  /** Has written a part of a library, and waits to be killed. */
  static final class StopsHalfWay {
    public static void main(String[] arguments) throws IOException {
      Path directory = Path.of(System.getProperty("unpacked.directory"));
      byte[] half = "half a library".getBytes(StandardCharsets.UTF_8);
      Unpacker.write(directory, "libbpf.so.1", half);
      System.out.println("written");
      System.in.read();
    }
  }

  @Test
  public void aHomeThatForbidsCodeIsPassedOver() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    List<String> said = jvm.after("mount -t tmpfs -o noexec tmpfs " + jvm.home()).run();
    assertThat(said.get(0)).isEqualTo(NATIVES);
    assertThat(said.get(1)).startsWith(jvm.temporary() + "/bpfj-").endsWith("/libbpf.so.1");
    assertThat(said.get(2)).startsWith(jvm.temporary() + "/bpfj-").endsWith("/libjffi-1.2.so");
    assertThat(said).last().isEqualTo(jvm.natives() + ": mounted noexec");
    assertThat(jvm.temporary()).isEmptyDirectory();
  }

  @Test
  public void aTemporaryDirectoryThatForbidsCodeDoesNotMatter() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    List<String> said = jvm.after("mount -t tmpfs -o noexec tmpfs " + jvm.temporary()).run();
    assertThat(said)
        .containsExactly(
            NATIVES,
            jvm.unpacked("libbpf.so.1").toString(),
            jvm.unpacked("libjffi-1.2.so").toString());
  }

  @Test
  public void whereNothingCanBeUnpackedTheSystemsLibbpfIsTaken() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    String mount = "mount -t tmpfs -o noexec tmpfs ";
    List<String> said = jvm.after(mount + jvm.home() + " && " + mount + jvm.temporary()).run();
    assertThat(said.get(0)).isEqualTo(SYSTEM);
    assertThat(said)
        .last()
        .isEqualTo(
            NATIVES
                + " (no directory to unpack to: "
                + jvm.natives()
                + ": mounted noexec; "
                + jvm.temporary()
                + ": mounted noexec; name one by -Ddev.bpfj.natives.directory)");
  }

  @Test
  public void aNamedDirectoryComesFirst() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    Path named = jvm.temporary().resolve("named");
    List<String> said = jvm.with("-Ddev.bpfj.natives.directory=" + named).run();
    assertThat(said.get(1)).startsWith(named + "/");
    assertThat(jvm.home()).isEmptyDirectory();
  }

  @Test
  public void aHomeThatCannotBeWrittenToIsPassedOver() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    List<String> said = jvm.after("mount -t tmpfs -o ro tmpfs " + jvm.home()).run();
    assertThat(said.get(0)).isEqualTo(NATIVES);
    assertThat(said.get(1)).startsWith(jvm.temporary() + "/");
    assertThat(said).last().asString().contains("Read-only file system");
  }

  @Test
  public void aHomeThatIsFullIsPassedOver() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    List<String> said = jvm.after("mount -t tmpfs -o size=64k tmpfs " + jvm.home()).run();
    assertThat(said.get(0)).isEqualTo(NATIVES);
    assertThat(said.get(1)).startsWith(jvm.temporary() + "/");
    assertThat(said).last().asString().endsWith("cannot be written: No space left on device");
  }

  @Test
  public void ofWhatAFullDiskHasNoRoomForNothingIsLeft() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    // Room for one library and a part of another one.
    String mount = "mount -t tmpfs -o size=200k tmpfs " + jvm.home();
    List<String> said =
        jvm.startedBy(
                "unshare",
                "--mount",
                "sh",
                "-c",
                mount + " && \"$@\" && find " + jvm.home() + " -type f -printf '%f %s\\n'",
                "sh")
            .run();
    assertThat(said.get(0)).isEqualTo(NATIVES);
    assertThat(said.get(1)).startsWith(jvm.temporary() + "/");
    Map<String, byte[]> whole = new HashMap<>(Bundle.libbpf().orElseThrow().files());
    whole.putAll(Bundle.jffi(MemoryIO.class.getClassLoader()).orElseThrow().files());
    List<String> left = said.stream().filter(line -> line.matches("\\S+ \\d+")).toList();
    assertThat(left)
        .hasSize(1)
        .allMatch(
            line ->
                whole.keySet().stream()
                    .anyMatch(name -> line.equals(name + " " + whole.get(name).length)));
  }

  @Test
  public void aLibraryThatWasSwappedIsRefused() throws Exception {
    for (String name : List.of("libbpf.so.1", "libz.so.1", "libjffi-1.2.so")) {
      UnpackingJvm jvm = new UnpackingJvm();
      jvm.run();
      Path library = jvm.unpacked(name);
      byte[] content = Files.readAllBytes(library);
      content[content.length - 1]++;
      Files.write(library, content);
      assertThat(jvm.run()).containsExactly(refusal(library));
      Files.delete(library);
      Files.createSymbolicLink(library, Path.of("/usr/lib/x86_64-linux-gnu").resolve(name));
      assertThat(jvm.run()).containsExactly(refusal(library));
      Files.delete(library);
      assertThat(jvm.run().get(0)).isEqualTo(NATIVES);
    }
  }

  private static String refusal(Path library) {
    return library
        + ": not loaded: it is not what was unpacked there; find out who changed it, and delete it:"
        + " it is unpacked anew";
  }

  @Test
  public void aDirectoryThatOthersCanReplaceIsPassedOver() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    Path cache = Files.createDirectory(jvm.home().resolve(".cache"));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(jvm.run())
        .last()
        .isEqualTo(jvm.natives() + ": others can write to " + cache + ": owner=0, mode=777");
  }

  @Test
  public void aDirectoryThatOthersCanReadOrOwnIsPassedOver() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    jvm.run();
    Files.setPosixFilePermissions(jvm.natives(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(jvm.run()).last().isEqualTo(jvm.natives() + ": mode=755, expected=700");
    Files.setAttribute(jvm.natives(), "unix:uid", 12345);
    assertThat(jvm.run()).last().isEqualTo(jvm.natives() + ": owner=12345, expected=0");
  }

  @Test
  public void anOrdinaryUserUnpacksItsOwnWhichRootDoesNotLoad() throws Exception {
    UnpackingJvm nobody = new UnpackingJvm().asNobody();
    List<String> said = nobody.run();
    assertThat(said)
        .containsExactly(
            NATIVES,
            nobody.unpacked("libbpf.so.1").toString(),
            nobody.unpacked("libjffi-1.2.so").toString());
    assertThat(Files.getAttribute(Path.of(said.get(1)), "unix:uid")).isEqualTo(UnpackingJvm.NOBODY);
    List<String> root = new UnpackingJvm(nobody.home()).run();
    assertThat(root.get(0)).isEqualTo(SYSTEM);
    assertThat(root)
        .last()
        .asString()
        .contains(nobody.natives() + ": owner=65534, expected=0")
        .contains(nobody.temporary() + ": owner=65534, mode=755");
  }

  @Test
  public void jffisPropertyIsPutBack() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    assertThat(jvm.running(SaysBootPath.class).run()).last().isEqualTo("null");
  }

  @Test
  public void jffiIsLeftAloneWhereItWasToldWhereToStartFrom() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    jvm.run();
    Path own = jvm.temporary().resolve("libjffi-1.2.so");
    Files.copy(jvm.unpacked("libjffi-1.2.so"), own);
    jvm.with("-D" + BOOT_PATH + "=" + jvm.temporary());
    List<String> said = jvm.running(SaysBootPath.class).run();
    assertThat(said.get(2)).isEqualTo(own.toString());
    assertThat(said).last().isEqualTo(jvm.temporary().toString());
  }

  @Test
  public void jffiIsLeftAloneWhereItRunsAlready() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    List<String> said = jvm.running(StartsJffiFirst.class).run();
    assertThat(said.get(2)).matches(jvm.temporary() + "/jffi\\d+\\.so");
    assertThat(filesBelow(jvm.natives()))
        .noneMatch(file -> file.getFileName().toString().contains("jffi"));
  }

  @Test
  public void aJarOfJffiThatTheJvmHasMappedDoesNotMeanThatItRuns() throws Exception {
    UnpackingJvm jvm = new UnpackingJvm();
    assertThat(jvm.running(MapsJffisJar.class).run().get(2))
        .isEqualTo(jvm.unpacked("libjffi-1.2.so").toString());
  }

  /** Has jffi's jar in memory, as a JVM that archives classes has. */
  static final class MapsJffisJar {
    public static void main(String[] arguments) throws Exception {
      Path jar =
          Path.of(MemoryIO.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (FileChannel channel = FileChannel.open(jar)) {
        MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        SaysFromWhere.main(arguments);
        Reference.reachabilityFence(mapped);
      }
    }
  }

  /** Says what jffi's property is afterwards. */
  static final class SaysBootPath {
    public static void main(String[] arguments) {
      SaysFromWhere.main(arguments);
      System.out.println(System.getProperty(BOOT_PATH));
    }
  }

  /** Somebody else used jffi before. */
  static final class StartsJffiFirst {
    public static void main(String[] arguments) {
      MemoryIO.getInstance();
      SaysFromWhere.main(arguments);
    }
  }

  @Test
  public void withoutNativesTheSystemsLibbpfIsTaken() throws Exception {
    List<String> said = new UnpackingJvm().on(UnpackingJvm.withoutNatives()).run();
    assertThat(said.get(0)).isEqualTo(SYSTEM);
    assertThat(said.get(1)).matches("/.*/libbpf\\.so\\.1\\.\\d+\\.\\d+");
    assertThat(said).last().isEqualTo(NATIVES + " (none for this machine on the class path)");
  }

  @Test
  public void aPropertyNamesALibbpfAndNoOtherIsTaken() throws Exception {
    List<String> said = new UnpackingJvm().with("-Ddev.bpfj.libbpf=libbpf.so.1").run();
    assertThat(said.get(0)).isEqualTo("-Ddev.bpfj.libbpf");
    assertThat(said.get(1)).matches("/.*/libbpf\\.so\\.1\\.\\d+\\.\\d+");
    assertThat(said).hasSize(3);
  }

  @Test
  public void aDirectorysLastMountTellsWhetherItForbidsCode() {
    String table =
        """
        21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        22 21 0:20 / /home rw,nosuid,noexec,relatime - tmpfs tmpfs rw
        23 22 0:21 / /home/a\\040b rw,relatime - tmpfs tmpfs rw
        24 21 0:22 / /tmp rw,noexec - tmpfs tmpfs rw
        25 21 0:23 / /tmp rw - tmpfs tmpfs rw
        26 21 0:4 net:[4026532281] /run/netns/x rw,noexec shared:9 - nsfs nsfs rw
        """;
    assertThat(MountTable.forbidsCode("/home/x", table)).isTrue();
    assertThat(MountTable.forbidsCode("/home/a b/x", table)).isFalse();
    assertThat(MountTable.forbidsCode("/homes", table)).isFalse();
    assertThat(MountTable.forbidsCode("/tmp/x", table)).isFalse();
    assertThat(MountTable.forbidsCode("/home", table)).isTrue();
    assertThat(MountTable.forbidsCode("/run/netns/x", table)).isTrue();
    assertThat(MountTable.forbidsCode("/run/netns", table)).isFalse();
  }
}
