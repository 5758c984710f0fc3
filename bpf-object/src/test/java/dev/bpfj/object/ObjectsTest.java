package dev.bpfj.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.object.DataSection.Kind;
import dev.bpfj.object.btf.Btf;
import dev.bpfj.object.btf.BtfType;
import dev.bpfj.object.btf.CDeclaration;
import dev.bpfj.object.btf.FunctionInfo;
import dev.bpfj.object.btf.LineInfo;
import dev.bpfj.object.support.Objects;
import dev.bpfj.object.support.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** The model of real objects: maps, sections, programs, externs, lines. */
public final class ObjectsTest {

  private static ObjectMap map(String name) {
    return Objects.read(Tools.compile("maps.bpf.c")).maps().stream()
        .filter(map -> map.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @DataProvider
  public static Object[][] maps() {
    // name, type, key size, value size, entries, flags, key type, value type
    return new Object[][] {
      {"typed", "hash", 4L, 16L, 1024L, 1L, "__u32", "struct value"},
      {"untyped", "array", 4L, 40L, 3L, 0L, "", ""},
      {"events", "ringbuf", 0L, 0L, 4096L, 0L, "", ""},
      {"pinned", "percpu_array", 4L, 64L, 1L, 0L, "int", "__u64[8]"},
      {"outer", "hash_of_maps", 4L, 4L, 4L, 0L, "int", ""},
      {"plain_outer", "array_of_maps", 4L, 4L, 4L, 0L, "", ""},
      {"jumps", "prog_array", 4L, 4L, 2L, 0L, "", ""},
      {"bloom", "bloom_filter", 0L, 4L, 100L, 0L, "", "int"},
      {"unknown", "4000000000", 0L, 0L, 1L, 0L, "", ""},
      {"storage", "task_storage", 4L, 8L, 0L, 1L, "int", "long"},
      {"storage2", "task_storage", 4L, 8L, 0L, 1L, "int", "long"},
    };
  }

  @Test(dataProvider = "maps")
  public void mapsAreAsDefined(
      String name,
      String type,
      long keySize,
      long valueSize,
      long entries,
      long flags,
      String keyType,
      String valueType) {
    ObjectMap map = map(name);
    Btf btf = Objects.types(Objects.read(Tools.compile("maps.bpf.c")));
    assertThat(map.type().name()).isEqualTo(type);
    assertThat(map.keySize()).isEqualTo(keySize);
    assertThat(map.valueSize()).isEqualTo(valueSize);
    assertThat(map.maxEntries()).isEqualTo(entries);
    assertThat(map.flags()).isEqualTo(flags);
    assertThat(map.keyType() == 0 ? "" : CDeclaration.of(btf, map.keyType())).isEqualTo(keyType);
    assertThat(map.valueType() == 0 ? "" : CDeclaration.of(btf, map.valueType()))
        .isEqualTo(valueType);
  }

  @Test
  public void mapsHaveTheirExtras() {
    assertThat(map("pinned").pinning()).isEqualTo(ObjectMap.Pinning.BY_NAME);
    assertThat(map("pinned").numaNode()).isEqualTo(1);
    assertThat(map("typed").pinning()).isEqualTo(ObjectMap.Pinning.NONE);
    assertThat(map("bloom").mapExtra()).isEqualTo(3);
    assertThat(map("jumps").programType()).isPositive();
    assertThat(map("plain_outer").inner()).isEmpty();
    ObjectMap inner = map("outer").inner().orElseThrow();
    assertThat(inner.name()).isEqualTo("outer.inner");
    assertThat(inner.type().constant()).isEqualTo("BPF_MAP_TYPE_ARRAY");
    assertThat(inner.valueSize()).isEqualTo(16);
  }

  @Test
  public void mapTypesHaveTheKernelsNames() {
    Path header = Path.of("/usr/include/linux/bpf.h");
    String text = new String(Tools.bytes(header), StandardCharsets.UTF_8);
    String body = text.substring(text.indexOf("enum bpf_map_type {"));
    body = body.substring(0, body.indexOf("};")).replaceAll("(?s)/\\*.*?\\*/", "");
    int number = 0;
    for (String line : body.split("\n")) {
      String name = line.strip().replaceAll("[,= ].*", "");
      boolean alias = line.contains("=");
      if (name.startsWith("BPF_MAP_TYPE_") && !alias) {
        assertThat(new BpfMapType(number).constant()).isEqualTo(name.replace("_DEPRECATED", ""));
        number++;
      }
    }
    assertThat(number).isGreaterThan(30);
    assertThat(new BpfMapType(33).name()).isEqualTo("arena");
    assertThat(new BpfMapType(-1).name()).isEqualTo("4294967295");
    assertThat(new BpfMapType(-1).isKnown()).isFalse();
  }

  @Test
  public void sectionsAreThoseOfLibbpfInTheFilesOrder() {
    BpfObjectFile object = Objects.read(Tools.compile("sections.bpf.c"));
    assertThat(object.dataSections())
        .extracting(DataSection::name)
        .containsExactly(
            ".data",
            ".rodata",
            ".data.custom",
            ".data.a.b",
            ".rodata.custom",
            ".data.hidden",
            ".data.static",
            ".rodata.str1.1",
            ".bss",
            ".bss.custom");
    assertThat(object.ignoredSections()).containsExactly(".database", "other");
    assertThat(Objects.section(object, ".rodata").kind()).isEqualTo(Kind.RODATA);
    assertThat(Objects.section(object, ".data.a.b").kind()).isEqualTo(Kind.DATA);
    assertThat(Objects.section(object, ".bss.custom").kind()).isEqualTo(Kind.BSS);
  }

  @Test
  public void hiddenInternalAndStaticVariablesAreNotShown() {
    BpfObjectFile object = Objects.read(Tools.compile("sections.bpf.c"));
    assertThat(Objects.variables(object, ".bss"))
        .containsExactly("first", "weak_one", "none", "after_none", "flexible");
    assertThat(Objects.variables(object, ".data"))
        .containsExactly("data_one", "data_two", "data_aligned", "text");
    assertThat(Objects.variable(object, ".bss", "weak_one").linkage())
        .isEqualTo(DataVariable.Linkage.WEAK);
    assertThat(Objects.variable(object, ".bss", "none").size()).isZero();
    assertThat(Objects.variable(object, ".data", "data_aligned").offset()).isEqualTo(64);
  }

  @DataProvider
  public static Object[][] mapable() {
    return new Object[][] {
      {".data", true},
      {".rodata", true},
      {".data.custom", true},
      {".bss.custom", true},
      {".data.hidden", false},
      {".data.static", false},
      {".rodata.str1.1", false},
    };
  }

  @Test(dataProvider = "mapable")
  public void onlySectionsWithAVisibleVariableAreMapable(String name, boolean mapable) {
    BpfObjectFile object = Objects.read(Tools.compile("sections.bpf.c"));
    assertThat(Objects.section(object, name).mmapable()).isEqualTo(mapable);
  }

  @Test
  public void theFirstLicenceCounts() {
    assertThat(Objects.read(Tools.compile("sections.bpf.c")).license()).isEqualTo("GPL");
    assertThat(Objects.read(Tools.compile("kinds.bpf.c")).license()).isEqualTo("Dual BSD/GPL");
    assertThat(Objects.read(Tools.compile("declarations.bpf.c")).license()).isEmpty();
  }

  @Test
  public void programsComeBySectionAndPlace() {
    BpfObjectFile object = Objects.read(Tools.compile("programs.bpf.c"));
    assertThat(object.programs())
        .extracting(ObjectProgram::name)
        .containsExactly("zeta", "alpha", "not_loaded", "weak_program");
    assertThat(object.programs())
        .extracting(ObjectProgram::section)
        .containsExactly("xdp", "xdp", "tp/syscalls/sys_enter_write", "socket");
    assertThat(object.programs())
        .extracting(ObjectProgram::autoload)
        .containsExactly(true, true, false, true);
    assertThat(object.programs())
        .extracting(ObjectProgram::elfSection)
        .contains("?tp/syscalls/sys_enter_write");
  }

  @Test
  public void configurationIsPlacedAsLibbpfPlacesIt() {
    BpfObjectFile object = Objects.read(Tools.compile("externs.bpf.c"));
    DataSection kconfig = object.dataSections().get(object.dataSections().size() - 1);
    assertThat(kconfig.name()).isEqualTo(".kconfig");
    assertThat(kconfig.kind()).isEqualTo(Kind.KCONFIG);
    assertThat(kconfig.size()).isEqualTo(8 + 4 + 4 + 4 + 2 + 1 + 1 + 13);
    // Alignment down, size up, then by name; compared with bpftool's skeleton in BpftoolTest.
    assertThat(kconfig.variables())
        .extracting(DataVariable::name)
        .containsExactly(
            "CONFIG_HZ",
            "CONFIG_ALPHA",
            "CONFIG_XFS_FS",
            "LINUX_KERNEL_VERSION",
            "CONFIG_SHORT",
            "CONFIG_BPF",
            "CONFIG_LETTER",
            "CONFIG_DEFAULT_HOSTNAME");
    assertThat(Objects.variable(object, ".kconfig", "CONFIG_HZ").linkage())
        .isEqualTo(DataVariable.Linkage.EXTERN);
    assertThat(Objects.variable(object, ".kconfig", "CONFIG_SHORT").linkage())
        .isEqualTo(DataVariable.Linkage.WEAK_EXTERN);
    assertThat(kconfig.mmapable()).isTrue();
  }

  @Test
  public void kernelSymbolsAreListedByName() {
    BpfObjectFile object = Objects.read(Tools.compile("externs.bpf.c"));
    Btf btf = Objects.types(object);
    assertThat(object.ksyms())
        .extracting(
            symbol ->
                CDeclaration.of(btf, symbol.type(), symbol.name())
                    + (symbol.weak() ? " weak" : "")
                    + (symbol.function() ? " function" : ""))
        .containsExactly(
            "const int bpf_prog_active",
            "void bpf_rcu_read_lock(void) function",
            "const void init_task weak",
            "long some_function(int, void *) weak function");
  }

  @Test
  public void structOpsMapsSayHowTheyAreMade() {
    BpfObjectFile object = Objects.read(Tools.compile("struct_ops.bpf.c"));
    Btf btf = Objects.types(object);
    assertThat(object.structOps())
        .extracting(
            map ->
                CDeclaration.of(btf, map.type(), map.name())
                    + " link="
                    + map.link()
                    + " autocreate="
                    + map.autocreate()
                    + " offset="
                    + map.offset())
        .containsExactly(
            "struct bpf_dummy_ops plain link=false autocreate=true offset=0",
            "struct bpf_dummy_ops linked link=true autocreate=true offset=0",
            "struct bpf_dummy_ops optional link=true autocreate=false offset=0",
            "struct bpf_dummy_ops optional_too link=true autocreate=false offset=16");
    assertThat(object.maps()).isEmpty();
    assertThat(object.dataSections()).isEmpty();
    assertThat(object.ignoredSections()).isEmpty();
  }

  @Test
  public void arenasAreMapsAndTheirVariablesAreLeftOut() {
    BpfObjectFile object = Objects.read(Tools.compile("arena.bpf.c"));
    ObjectMap arena = object.maps().get(0);
    assertThat(arena.type()).isEqualTo(BpfMapType.ARENA);
    assertThat(arena.mapExtra()).isEqualTo(1L << 44);
    assertThat(object.ignoredSections()).containsExactly(".addr_space.1");
    assertThat(object.dataSections()).extracting(DataSection::name).containsExactly(".bss");
  }

  @Test
  public void linkedObjectsKeepTheLinkersPlaces() {
    BpfObjectFile object =
        Objects.read(
            Tools.link(
                "linked-twice.bpf.o",
                Tools.compile("linked_one.bpf.c"),
                Tools.compile("linked_two.bpf.c")));
    assertThat(object.maps()).extracting(ObjectMap::name).containsExactly("map_one", "map_two");
    assertThat(object.programs())
        .extracting(ObjectProgram::name)
        .containsExactly("program_one", "program_two");
    assertThat(Objects.variables(object, ".data"))
        .containsExactly("one_long", "one_char", "two_value", "two_char", "two_huge");
    assertThat(Objects.variable(object, ".data", "two_huge").offset() % 16).isZero();
    assertThat(object.ksyms()).isEmpty();
  }

  @Test
  public void linesAreThoseOfTheSource() throws IOException {
    BpfObjectFile object = Objects.read(Tools.compile("programs.bpf.c"));
    List<String> source = Files.readAllLines(Tools.SOURCES.resolve("programs.bpf.c"));
    int found = 0;
    for (ObjectProgram program : object.programs()) {
      List<LineInfo> lines = object.lines(program);
      assertThat(lines).as(program.name()).isNotEmpty();
      assertThat(lines.get(0).offset()).isEqualTo(program.offset());
      for (LineInfo line : lines) {
        assertThat(line.file()).endsWith("programs.bpf.c");
        assertThat(line.section()).isEqualTo(program.elfSection());
        assertThat(line.text()).isEqualTo(source.get(line.line() - 1));
        assertThat(line.offset())
            .isBetween(program.offset(), program.offset() + program.instructions() * 8 - 8);
        found++;
      }
    }
    assertThat(found).isGreaterThan(5);
  }

  @Test
  public void eachProgramIsAFunctionOfItsName() {
    BpfObjectFile object = Objects.read(Tools.compile("programs.bpf.c"));
    for (ObjectProgram program : object.programs()) {
      assertThat(object.function(program).map(BtfType.Func::name))
          .isEqualTo(Optional.of(program.name()));
    }
    assertThat(object.btfExt().functions(".text"))
        .extracting(info -> info.function().name())
        .containsExactlyInAnyOrder("local_subprogram", "global_subprogram");
    assertThat(object.btfExt().functions("xdp")).extracting(FunctionInfo::offset).isSorted();
    assertThat(object.btfExt().sections()).contains(".text", "xdp", "socket");
  }

  @Test
  public void objectsOfMoreThan65280SectionsAreRead() {
    int count = 66_000;
    String assembly =
        IntStream.range(0, count)
            .mapToObj(i -> ".section .data.s" + i + ",\"aw\",@progbits\n.byte 1\n")
            .collect(
                Collectors.joining(
                    "",
                    "",
                    ".section socket,\"ax\",@progbits\n"
                        + ".globl last\n.type last,@function\nlast:\nr0 = 0\nexit\n.size last, 16\n"));
    Path source = Tools.write("many-sections.s", assembly);
    BpfObjectFile object = Objects.read(Tools.compile(Tools.clang(), source, "bpfel"));
    assertThat(object.dataSections()).hasSize(count);
    assertThat(object.programs()).containsExactly(new ObjectProgram("last", "socket", true, 2, 0));
  }

  @Test
  public void filesAreReadFromDisk() throws IOException {
    Path file = Tools.compile("maps.bpf.c");
    assertThat(BpfObjectFile.read(file).maps()).hasSize(11);
    assertThat(BpfObjectFile.read(file).name()).isEqualTo(file.toString());
    assertThatThrownBy(() -> BpfObjectFile.read(Path.of("target", "no-such-file.o")))
        .isInstanceOf(IOException.class);
  }

  @Test
  public void whatIsNoFileIsRefusedUnread() throws Exception {
    Path pipe = Path.of("target", "pipe.o");
    Files.deleteIfExists(pipe);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (Path file : List.of(pipe, Path.of("/dev/zero"), Path.of("target"))) {
      assertThatThrownBy(() -> BpfObjectFile.read(file))
          .isInstanceOf(MalformedObjectException.class)
          .hasMessage(file + ": the file: is a directory, device, pipe or socket");
    }
    Files.delete(pipe);
  }

  @Test
  public void hugeArraysAreRefusedToo() {
    assertThatThrownBy(() -> BpfObjectFile.parse("huge.o", new byte[BpfObjectFile.MOST_BYTES + 1]))
        .isInstanceOf(MalformedObjectException.class)
        .hasMessage("huge.o: the file: too large for a BPF object: most=134217728");
  }

  @Test
  public void hugeFilesAreRefusedUnread() throws IOException {
    Path file = Path.of("target", "huge.o");
    List<String> problem = new ArrayList<>();
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(5L << 30);
    }
    try {
      BpfObjectFile.read(file);
    } catch (MalformedObjectException e) {
      problem.add(e.getMessage());
    } finally {
      Files.delete(file);
    }
    assertThat(problem)
        .containsExactly("target/huge.o: the file: too large for a BPF object: most=134217728");
  }
}
