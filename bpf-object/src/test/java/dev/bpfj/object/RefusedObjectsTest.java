package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.object.support.Objects;
import dev.bpfj.object.support.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Objects that compile and that libbpf refuses to open: bpftool, which opens them, is the oracle.
 */
public final class RefusedObjectsTest {
  private static final String HEAD =
      """
      #include <linux/bpf.h>
      #include <bpf/bpf_helpers.h>
      char LICENSE[] SEC("license") = "GPL";
      SEC("xdp") int entry(void *ctx) { return 0; }
      """;

  private static final String INNER =
      """
      struct inner {
        __uint(type, BPF_MAP_TYPE_ARRAY);
        __uint(max_entries, 1);
        __type(key, int);
        __type(value, int);
      } inner SEC(".maps");
      """;

  private static String programs(String initializer) {
    return HEAD
        + """
        static __attribute__((noinline)) int hidden(void *ctx) { return 1; }
        __attribute__((noinline)) int sub(void *ctx) { return 2; }
        struct {
          __uint(type, BPF_MAP_TYPE_PROG_ARRAY);
          __uint(max_entries, 2);
          __uint(key_size, 4);
          __array(values, int (void *));
        } jumps SEC(".maps") = { .values = { [1] = (void *)&%s } };
        """
            .formatted(initializer);
  }

  private static String hash(String key, String initializer) {
    return HEAD
        + INNER
        + """
        struct {
          __uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
          __uint(max_entries, 2);
          __type(key, %s);
          __array(values, struct inner);
        } outer SEC(".maps")%s;
        int variable = 1;
        """
            .formatted(key, initializer);
  }

  private static String uses(String section) {
    return HEAD
        + """
        int lost __attribute__((section("%s"), used)) = 1;
        SEC("xdp") int user(void *ctx) { return *(volatile int *)&lost; }
        """
            .formatted(section);
  }

  @DataProvider
  public static Object[][] refused() {
    return both(
        new Object[][] {
          {
            programs("hidden"),
            "map \"jumps\": \"values\" names \"hidden\", which is not a program; give it a section of"
                + " its own and remove \"static\""
          },
          {
            programs("sub"),
            "map \"jumps\": \"values\" names \"sub\", which is not a program; give it a section of its"
                + " own and remove \"static\""
          },
          {
            hash("long", " = { .values = { &inner } }"),
            "map \"outer\": has \"values\" and keys of 8 bytes; libbpf fills hashes of maps with"
                + " keys of 4 bytes alone: fill it after load"
          },
          {
            "extern int variable;\n" + hash("int", " = { .values = { (void *)&variable } }"),
            "map \"outer\": \"values\" names \"variable\", which is not a map of this object"
          },
          {
            uses("maps/lost"),
            "section \"xdp\": uses \"lost\" in section \"maps/lost\", so that libbpf refuses the"
                + " object: it holds map definitions of the form that libbpf 1.0 gave up; define them"
                + " in SEC(\".maps\")"
          },
          {
            uses(".database"),
            "section \"xdp\": uses \"lost\" in section \".database\", so that libbpf refuses the"
                + " object: it is not loaded by libbpf; global data is in .data, .rodata, .bss and"
                + " sections such as .data.x"
          },
        });
  }

  @DataProvider
  public static Object[][] accepted() {
    return both(
        new Object[][] {
          {programs("entry"), ""},
          {hash("int", " = { .values = { &inner } }"), ""},
          {hash("long", ""), ""},
          {HEAD + "int lost __attribute__((section(\"maps/lost\"), used)) = 1;", ""},
          {uses(".data.found"), ""},
        });
  }

  private static Object[][] both(Object[][] rows) {
    return Stream.of(rows)
        .flatMap(row -> Tools.clangs().stream().map(clang -> new Object[] {clang, row[0], row[1]}))
        .toArray(Object[][]::new);
  }

  @Test(dataProvider = "refused")
  public void whatLibbpfRefusesIsSaidWhenItIsRead(String clang, String source, String message) {
    Path file = compile(clang, source);
    assertThatThrownBy(() -> Tools.run(bpftool(file))).hasMessageContaining("failed to open");
    assertThatThrownBy(() -> Objects.read(file))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage(file.getFileName() + ": " + message);
  }

  @Test(dataProvider = "accepted")
  public void whatLibbpfOpensIsRead(String clang, String source, String none) {
    Path file = compile(clang, source);
    assertThat(Tools.run(bpftool(file))).contains("bpf_program *entry");
    assertThat(Objects.read(file).programs()).isNotEmpty();
  }

  private static Path compile(String clang, String source) {
    String name = "refused_" + Integer.toHexString(source.hashCode()) + ".bpf.c";
    return Tools.compile(clang, Tools.write(name, source), "bpfel", "-g");
  }

  private static List<String> bpftool(Path file) {
    return List.of(Tools.tool("bpftool"), "gen", "skeleton", file.toString(), "name", "o");
  }

  @Test
  public void unwindTablesAreNoDataOfTheUsers() {
    Path source = Tools.write("unwind.bpf.c", HEAD);
    Path file = Tools.compile(Tools.clang(), source, "bpfel", "-g", "-funwind-tables");
    assertThat(Tools.run(List.of(Tools.tool("readelf"), "-SW", file.toString())))
        .contains(".eh_frame");
    assertThat(Objects.read(file).ignoredSections()).isEmpty();
  }

  @DataProvider
  public static Object[][] intermediate() {
    String bitcode =
        "start of the file: not an ELF file but LLVM bitcode, as -flto and -emit-llvm make it;"
            + " compile without them";
    return new Object[][] {
      {"clang-14", "-flto", bitcode},
      {"clang-19", "-flto", bitcode},
      {"clang-19", "-emit-llvm", bitcode},
    };
  }

  @Test(dataProvider = "intermediate")
  public void intermediateCodeIsNamed(String clang, String flag, String message) {
    Path file = Tools.compile(clang, Tools.write("bitcode.bpf.c", HEAD), "bpfel", "-g", flag);
    assertThatThrownBy(() -> Objects.read(file)).hasMessage(file.getFileName() + ": " + message);
  }

  @Test
  public void intermediateCodeOfGccIsNamed() {
    Path file = Tools.write("slim.o", "");
    String source = Tools.SOURCES.resolve("gcc.bpf.c").toString();
    Tools.run(
        Stream.concat(
                Stream.of(Tools.tool("bpf-gcc"), "-flto", "-gbtf", "-O2"),
                Stream.concat(
                    Tools.systemIncludes().stream(),
                    Stream.of("-c", source, "-o", file.toString())))
            .toList());
    assertThatThrownBy(() -> Objects.read(file))
        .hasMessage(
            "slim.o: sections .gnu.lto_*: hold GCC's intermediate code in place of a program, as"
                + " -flto makes it; compile without it");
  }

  @Test
  public void otherFilesOfCompilersAreNamed() {
    assertThatThrownBy(() -> BpfObjectFile.parse("x.o", "!<arch>\nx".getBytes()))
        .hasMessage(
            "x.o: start of the file: not an ELF file but an archive; give the objects in it (ar x)");
    assertThatThrownBy(() -> BpfObjectFile.parse("x.o", "; ModuleID = 'x'".getBytes()))
        .hasMessage(
            "x.o: start of the file: not an ELF file but LLVM assembly, as -flto and -emit-llvm make"
                + " it; compile without them");
  }
}
