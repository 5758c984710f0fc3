package dev.bpfj.natives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.kernelvm.io.Command;
import dev.bpfj.kernelvm.io.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the artifact holds, as readelf sees it. */
public final class LibrariesTest {
  private static final Path META_INF = Path.of("target/classes/META-INF");
  private static final Pattern NEEDED = Pattern.compile("Shared library: \\[(.*)]");
  private static final Pattern GLIBC = Pattern.compile("GLIBC_2\\.(\\d+)");

  @DataProvider
  public Object[][] machines() {
    return new Object[][] {
      {"linux-x86_64", "Advanced Micro Devices X86-64"}, {"linux-aarch64", "AArch64"}
    };
  }

  private static Path library(String machine, String name) {
    return META_INF.resolve("libbpf-natives").resolve(machine).resolve(name);
  }

  private static String readelf(Path file, String... options) {
    List<String> arguments = Stream.concat(Stream.of(options), Stream.of(file.toString())).toList();
    return Command.of(new Tool("readelf", "binutils").find(), arguments).runOrFail();
  }

  private static List<String> names(Path machine) throws IOException {
    List<String> lines = Files.readAllLines(machine.resolve("libraries"));
    return lines.subList(2, lines.size());
  }

  @Test(dataProvider = "machines")
  public void areForTheirMachineAndRunWithGlibcOf2018(String machine, String elfMachine)
      throws IOException {
    for (String name : names(META_INF.resolve("libbpf-natives").resolve(machine))) {
      Path file = library(machine, name);
      assertThat(readelf(file, "-h")).contains(elfMachine);
      Matcher versions = GLIBC.matcher(readelf(file, "-W", "-V"));
      assertThat(versions.results().mapToInt(found -> Integer.parseInt(found.group(1))))
          .isNotEmpty()
          .allSatisfy(minor -> assertThat(minor).isLessThanOrEqualTo(28));
    }
  }

  @Test(dataProvider = "machines")
  public void needNothingButEachOtherAndTheCLibrary(String machine, String elfMachine)
      throws IOException {
    List<String> before = new ArrayList<>();
    for (String name : names(META_INF.resolve("libbpf-natives").resolve(machine))) {
      Matcher needed = NEEDED.matcher(readelf(library(machine, name), "-W", "-d"));
      List<String> others =
          needed
              .results()
              .map(found -> found.group(1))
              .filter(library -> !library.matches("libc\\.so\\.6|ld-linux.*"))
              .toList();
      assertThat(before).containsAll(others);
      before.add(name);
    }
    assertThat(before).last().isEqualTo("libbpf.so.1");
  }

  @Test(dataProvider = "machines")
  public void areNamedByTheirContent(String machine, String elfMachine) throws Exception {
    Path directory = META_INF.resolve("libbpf-natives").resolve(machine);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String name : names(directory)) {
      digest.update(Files.readAllBytes(directory.resolve(name)));
    }
    assertThat(Files.readAllLines(directory.resolve("libraries")).get(1))
        .isEqualTo(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  public void comeWithTheirLicencesAndSources() throws IOException {
    assertThat(META_INF.resolve("licenses"))
        .isDirectoryContaining("glob:**libbpf")
        .isDirectoryContaining("glob:**elfutils")
        .isDirectoryContaining("glob:**zlib")
        .isDirectoryContaining("glob:**LGPL-3");
    assertThat(Files.readString(META_INF.resolve("SOURCES")))
        .contains("apt-get source elfutils=0.183-1")
        .contains("sha256=7ab5feffbf78557f626f2e3e3204788528394494715a30fc2070fcddc2051b7b");
  }
}
