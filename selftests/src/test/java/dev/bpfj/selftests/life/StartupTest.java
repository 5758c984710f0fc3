package dev.bpfj.selftests.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.progs.MinimalSkel;
import dev.bpfj.selftests.harness.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** What a program loads that opens, loads and attaches a skeleton. */
@Test(groups = "host")
public final class StartupTest {

  public void opensLoadsAndAttachesWithoutJnrFfiAndWithoutReadingTheObject() throws Exception {
    List<String> loaded = classesLoadedBy(OpenLoadAttach.class);
    assertThat(loaded).anyMatch(line -> line.contains("dev.bpfj.libbpf.BpfObject "));
    assertThat(loaded).noneMatch(line -> line.contains(" jnr.ffi."));
    assertThat(loaded).noneMatch(line -> line.contains("dev.bpfj.object."));
    // Each takes half a millisecond.
    assertThat(loaded).noneMatch(line -> line.matches(".* dev\\.bpfj\\.libbpf\\..*\\$\\$Lambda.*"));
    assertThat(loaded).noneMatch(line -> line.contains("dev.bpfj.libbpf.event."));
  }

  public void anArchiveOfClassesHasAllOfThem() throws Exception {
    Path directory = Files.createTempDirectory("archive");
    try {
      String jars = jars(directory);
      Path archive = directory.resolve("classes.jsa");
      holdsAll(jars, "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", archive);
      if (Runtime.version().feature() >= 25) {
        Path cache = directory.resolve("classes.aot");
        holdsAll(jars, "-XX:AOTCacheOutput=", "-XX:AOTCache=", cache);
      }
    } finally {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  private static void holdsAll(String jars, String write, String read, Path archive)
      throws Exception {
    List<String> said = run(OpenLoadAttach.class, jars, write + archive);
    assertThat(archive).as("by a JVM that said %s", said).isNotEmptyFile();
    assertThat(run(OpenLoadAttach.class, jars, "-Xlog:class+load", read + archive))
        .filteredOn(line -> line.matches(".* (dev\\.bpfj\\.libbpf|com\\.kenai\\.jffi)\\..*"))
        .hasSizeGreaterThan(100)
        .allSatisfy(line -> assertThat(line).contains("source: shared objects file"));
  }

  /** The class path of the tests, each directory of it in a jar: an archive takes nothing else. */
  private static String jars(Path directory) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path classes = Path.of(entry);
      if (Files.isRegularFile(classes)) {
        jars.add(entry);
      } else if (Files.isDirectory(classes)) {
        Path jar = directory.resolve(jars.size() + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
            Stream<Path> files = Files.walk(classes)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
            Files.copy(file, out);
          }
        }
        jars.add(jar.toString());
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static List<String> classesLoadedBy(Class<?> main) throws Exception {
    return run(main, System.getProperty("java.class.path"), "-Xlog:class+load");
  }

  private static List<String> run(Class<?> main, String classPath, String... options)
      throws Exception {
    return ChildJvm.run(classPath, main, options).lines().toList();
  }

  static final class OpenLoadAttach {
    public static void main(String[] args) {
      try (MinimalSkel skel = MinimalSkel.openAndLoad()) {
        skel.attach();
      }
    }
  }
}
