package dev.bpfj.corpus.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.corpus.compile.Clang;
import dev.bpfj.corpus.compile.CorpusObject;
import dev.bpfj.corpus.compile.CorpusObject.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** C contradicts what is not so. */
public final class OracleTest {
  private static final Path WORK = Path.of("target/oracle").toAbsolutePath();
  private static final Path CHECKS = WORK.resolve("checks");
  private static final String SOURCE =
      """
      struct pair {
        int one;
        unsigned int low : 3, high : 5;
      };
      struct pair pairs[2] __attribute__((section(".data.pairs"))) = {};
      int first __attribute__((section(".data.pairs"))) = 1;
      """;

  private final Clang clang = new Clang(List.of(), "");
  private CorpusObject object;

  @BeforeClass
  void compile() throws IOException {
    Path source = Files.createDirectories(WORK).resolve("oracle.c");
    Path file = WORK.resolve("oracle.bpf.o");
    Files.writeString(source, SOURCE);
    var output = clang.run(Headers.PLAIN, List.of("-c", source.toString(), "-o", file.toString()));
    assertThat(output.err()).isEmpty();
    object = new CorpusObject("oracle", source, file, Headers.PLAIN);
  }

  @Test
  public void trueClaimsStand() {
    Claim claim = new Claim("pair", "size=8", "sizeof(pairs[0]) == 8");
    SourceCheck check = new SourceCheck(clang, CHECKS);

    assertThat(check.check(object, List.of(claim))).isEmpty();
    assertThat(bitfield(new BitfieldClaim("pair: high", "pairs[0]", "high", 8, 35, 5))).isEmpty();
    assertThat(symbol(new VariableClaim(".data.pairs", "first", 16, 4))).isEmpty();
  }

  @DataProvider
  public Object[][] wrongClaims() {
    return new Object[][] {
      {"sizeof(pairs[0]) == 12", "static assertion failed due to requirement .*"},
      {"__builtin_offsetof(struct pair, one) == 4", "static assertion failed due to .*"},
      {"sizeof(pairs[0].two) == 4", "no member named 'two' in 'struct pair'"},
      {"sizeof(struct none) == 4", "invalid application of 'sizeof' to an incomplete type .*"},
    };
  }

  @Test(dataProvider = "wrongClaims")
  public void aWrongClaimIsDenied(String expression, String answer) {
    Claim right = new Claim("pair", "size=8", "sizeof(pairs[0]) == 8");
    Claim wrong = new Claim("the subject", "the belief", expression);
    List<Difference> found =
        new SourceCheck(clang, CHECKS).check(object, List.of(right, wrong, right));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).claim()).isEqualTo("the subject: the belief");
    assertThat(found.get(0).answer()).matches(answer);
  }

  @Test
  public void aBitfieldElsewhereIsDenied() {
    List<Difference> found =
        bitfield(new BitfieldClaim("pair: high", "pairs[0]", "high", 8, 34, 5));

    assertThat(found)
        .hasToString("[oracle: pair: high: bits=34 to 38: C says bits={35, 36, 37, 38, 39}]");
  }

  @Test
  public void aVariableElsewhereIsDenied() {
    assertThat(symbol(new VariableClaim(".data.pairs", "first", 0, 4)))
        .hasToString(
            "[oracle: .data.pairs: first: offset=0, size=4: C says .data.pairs: offset=16,"
                + " size=4]");
    assertThat(symbol(new VariableClaim(".data.pairs", "none", 0, 4)))
        .hasToString("[oracle: .data.pairs: none: offset=0, size=4: C says no such symbol]");
  }

  private List<Difference> bitfield(BitfieldClaim claim) {
    return new BitfieldCheck(clang, CHECKS).check(object, List.of(claim));
  }

  private List<Difference> symbol(VariableClaim claim) {
    return SymbolCheck.check(object, List.of(claim));
  }

  @Test
  public void aConfigurationElsewhereIsDenied() {
    String struct =
        "struct x {\n\tstruct x__kconfig {\n\t\tbool a;\n\t\tint b;\n\t} *kconfig;\n};\n";
    KconfigCheck check = new KconfigCheck(new SourceCheck(clang, CHECKS));

    assertThat(check.check(object, struct, List.of(new VariableClaim(".kconfig", "b", 4, 4))))
        .isEmpty();
    assertThat(check.check(object, struct, List.of(new VariableClaim(".kconfig", "b", 0, 4))))
        .hasSize(1);
    assertThat(check.check(object, "", List.of(new VariableClaim(".kconfig", "b", 0, 4))))
        .hasToString("[oracle: .kconfig: C says bpftool has no such struct]");
  }
}
