package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.support.Objects;
import dev.bpfj.object.support.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Objects of GCC, which describes types and sections in its own way. */
public final class GccTest {
  private static final Pattern SYMBOL =
      Pattern.compile(
          "\\s*\\d+: ([0-9a-f]{16})\\s+(\\d+) OBJECT\\s+GLOBAL\\s+DEFAULT\\s+\\d+ (\\w+)");

  private Path file;
  private BpfObjectFile object;

  @BeforeClass
  void compile() throws IOException, InterruptedException {
    file = Files.createDirectories(Path.of("target/test-objects")).resolve("gcc.bpf.o");
    run(
        Tools.tool("bpf-gcc"),
        "-gbtf",
        "-O2",
        "-I/usr/include",
        "-I/usr/include/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu",
        "-c",
        Tools.SOURCES.resolve("gcc.bpf.c").toString(),
        "-o",
        file.toString());
    object = Objects.read(file);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  public void variablesLieWhereTheSymbolsAre() throws IOException, InterruptedException {
    List<String> symbols = new ArrayList<>();
    Matcher matcher = SYMBOL.matcher(run(Tools.tool("readelf"), "-sW", file.toString()));
    while (matcher.find()) {
      long offset = Long.parseLong(matcher.group(1), 16);
      symbols.add(matcher.group(3) + " " + offset + " " + matcher.group(2));
    }
    symbols.removeIf(symbol -> symbol.matches("(points|LICENSE) .*"));
    List<String> variables = new ArrayList<>();
    for (DataSection section : object.dataSections()) {
      for (DataVariable variable : section.variables()) {
        variables.add(variable.name() + " " + variable.offset() + " " + variable.size());
      }
    }
    assertThat(variables).hasSize(10).containsExactlyInAnyOrderElementsOf(symbols);
  }

  @DataProvider
  public Object[][] integers() {
    return new Object[][] {
      {"plain", BtfType.Int.Encoding.CHAR},
      {"with_sign", BtfType.Int.Encoding.SIGNED},
      {"without_sign", BtfType.Int.Encoding.UNSIGNED},
      {"on", BtfType.Int.Encoding.BOOL},
      {"limit", BtfType.Int.Encoding.SIGNED},
      {"wide", BtfType.Int.Encoding.UNSIGNED},
    };
  }

  @Test(dataProvider = "integers")
  public void integersKeepTheirSign(String variable, BtfType.Int.Encoding encoding) {
    Btf btf = Objects.types(object);
    BtfType type = btf.resolve(Objects.variable(object, ".data", variable).type());
    assertThat(((BtfType.Int) type).encoding()).isEqualTo(encoding);
  }

  @Test
  public void programsAndMapsAreThere() {
    assertThat(object.license()).isEqualTo("GPL");
    assertThat(object.programs()).extracting(ObjectProgram::name).containsExactly("drop");
    ObjectMap map = object.maps().get(0);
    assertThat(map.name()).isEqualTo("points");
    assertThat(List.of(map.keySize(), map.valueSize(), map.maxEntries()))
        .containsExactly(4L, 40L, 4L);
  }
}
