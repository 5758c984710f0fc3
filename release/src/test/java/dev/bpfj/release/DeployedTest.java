package dev.bpfj.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.maven.model.Model;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The files of a deployed release, in the directory that {@code -Drelease.repository} names. */
@Test(groups = "deployed")
public final class DeployedTest {
  private static final Path GROUP =
      Path.of(System.getProperty("release.repository", "")).resolve("dev/bpfj");
  private static final String VERSION = System.getProperty("release.version", "");

  @DataProvider
  public static Object[][] deployed() {
    return Reactor.deployed().stream()
        .map(model -> new Object[] {model.getArtifactId(), model})
        .toArray(Object[][]::new);
  }

  public void nothingElseIsDeployed() throws IOException {
    try (Stream<Path> artifacts = Files.list(GROUP)) {
      assertThat(artifacts.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Reactor.deployed().stream().map(Model::getArtifactId).toList());
    }
  }

  @Test(dataProvider = "deployed", groups = "deployed")
  public void eachArtifactHasAllItsFiles(String name, Model model) throws IOException {
    String start = name + "-" + VERSION;
    TreeSet<String> expected = new TreeSet<>(List.of(start + ".pom"));
    if (!model.getPackaging().equals("pom")) {
      expected.addAll(
          List.of(
              start + ".jar",
              start + "-sources.jar",
              start + "-javadoc.jar",
              start + "-cyclonedx.json",
              start + "-cyclonedx.xml"));
    }
    assertThat(files(name).stream().filter(file -> file.matches(".*\\.(pom|jar)")))
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().filter(file -> file.matches(".*\\.(pom|jar)")).toList());
    assertThat(files(name)).containsAll(expected);
    for (String file : expected) {
      assertThat(files(name)).contains(file + ".asc", file + ".md5", file + ".sha1");
      assertThat(digest("MD5", path(name, file)))
          .isEqualTo(Files.readString(path(name, file + ".md5")));
      assertThat(digest("SHA-1", path(name, file)))
          .isEqualTo(Files.readString(path(name, file + ".sha1")));
    }
    assertThat(files(name)).noneMatch(file -> file.contains("SNAPSHOT"));
  }

  @Test(dataProvider = "deployed", groups = "deployed")
  public void eachJarHasTheLicenceAndNoClassOfTests(String name, Model model) throws IOException {
    for (String file : files(name)) {
      if (file.endsWith(".jar")) {
        try (ZipFile jar = new ZipFile(path(name, file).toFile())) {
          List<String> entries = jar.stream().map(entry -> entry.getName()).toList();
          assertThat(entries).as(file).contains("META-INF/LICENSE", "META-INF/NOTICE");
          assertThat(entries).as(file).noneMatch(entry -> entry.matches(".*(Test|IT)\\.class"));
        }
      }
    }
  }

  @Test(dataProvider = "deployed", groups = "deployed")
  public void noPomDependsOnASnapshot(String name, Model model) throws IOException {
    assertThat(path(name, name + "-" + VERSION + ".pom")).content().doesNotContain("SNAPSHOT");
  }

  private static List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(GROUP.resolve(name).resolve(VERSION))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static Path path(String name, String file) {
    return GROUP.resolve(name).resolve(VERSION).resolve(file);
  }

  private static String digest(String algorithm, Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
