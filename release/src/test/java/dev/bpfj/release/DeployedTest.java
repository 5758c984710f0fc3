package dev.bpfj.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.w3c.dom.NodeList;
import org.yaml.snakeyaml.Yaml;

/** The files of a deployed release, in the directory that {@code -Drelease.repository} names. */
@Test(groups = "deployed")
public final class DeployedTest {
  private static final Path GROUP =
      Path.of(System.getProperty("release.repository", "")).resolve("dev/bpfj");
  private static final Pattern SOURCE =
      Pattern.compile("(\\S+): the source package (\\S+) (\\S+) of Debian's ");
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

  /** Those of {@code META-INF/SOURCES}, with the POM's licences; nothing that only builds them. */
  @Test(groups = "deployed")
  public void theBillOfMaterialsOfTheNativesHasTheLibraries() throws Exception {
    String start = "libbpf-natives-" + VERSION;
    List<License> licences =
        Reactor.deployed().stream()
            .filter(model -> model.getArtifactId().equals("libbpf-natives"))
            .findFirst()
            .orElseThrow()
            .getLicenses();
    List<String> expected = new ArrayList<>();
    try (ZipFile jar = new ZipFile(path("libbpf-natives", start + ".jar").toFile())) {
      byte[] sources = jar.getInputStream(jar.getEntry("META-INF/SOURCES")).readAllBytes();
      Matcher source = SOURCE.matcher(new String(sources, StandardCharsets.UTF_8));
      while (source.find()) {
        expected.add(
            String.join(
                " ",
                source.group(1),
                source.group(3).replaceFirst("-[^-]*$", ""),
                "pkg:deb/debian/" + source.group(2) + "@" + source.group(3).replace("+", "%2B"),
                licences.get(expected.size()).getName()));
      }
    }
    assertThat(expected).hasSize(licences.size());

    List<String> json = new ArrayList<>();
    Map<String, Object> bill =
        new Yaml().load(Files.readString(path("libbpf-natives", start + "-cyclonedx.json")));
    for (Object each : (List<?>) bill.get("components")) {
      Map<?, ?> component = (Map<?, ?>) each;
      Map<?, ?> licence = (Map<?, ?>) ((List<?>) component.get("licenses")).get(0);
      json.add(
          String.join(
              " ",
              component.get("description").toString(),
              component.get("version").toString(),
              component.get("purl").toString().replaceFirst("\\?.*", ""),
              licence.get("expression").toString()));
    }
    assertThat(json).isEqualTo(expected);

    List<String> xml = new ArrayList<>();
    XPath paths = XPathFactory.newInstance().newXPath();
    NodeList components =
        (NodeList)
            paths.evaluate(
                "/bom/components/component",
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(path("libbpf-natives", start + "-cyclonedx.xml").toFile()),
                XPathConstants.NODESET);
    for (int i = 0; i < components.getLength(); i++) {
      xml.add(
          paths.evaluate(
              "concat(description, ' ', version, ' ', substring-before(purl, '?'), ' ', licenses/expression)",
              components.item(i)));
    }
    assertThat(xml).isEqualTo(expected);
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
