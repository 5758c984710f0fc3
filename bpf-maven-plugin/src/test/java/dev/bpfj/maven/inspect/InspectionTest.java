package dev.bpfj.maven.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bpfj.libbpf.BpfObject;
import dev.bpfj.libbpf.BpfProgram;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.support.Programs;
import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.TestLog;
import dev.bpfj.maven.support.WithDirectory;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Documents about real objects. The program asserts in C where its members lie. */
public final class InspectionTest extends WithDirectory {
  private TestLog log = new TestLog();
  private StringBuilder printed = new StringBuilder();

  @BeforeMethod
  void prepare() {
    log = new TestLog();
    printed = new StringBuilder();
  }

  @DataProvider
  public Object[][] formats() {
    return new Object[][] {
      {Format.TEXT, "layouts.txt"}, {Format.JSON, "layouts.json"}, {Format.HTML, "layouts.html"}
    };
  }

  @Test(dataProvider = "formats")
  public void writesTheDocument(Format format, String name) throws Exception {
    layouts();

    inspect(format, Optional.of(root.resolve("out")));

    assertThat(TestFiles.names(root.resolve("out"))).containsExactly("net/" + name);
    assertSame(name, Files.readString(root.resolve("out/net").resolve(name)));
    assertThat(log.lines())
        .containsExactly("info inspected 1 object(s), documents in " + root.resolve("out"));
  }

  @Test
  public void textIsPrintedWithoutADirectory() throws Exception {
    layouts();

    inspect(Format.TEXT, Optional.empty());

    assertThat(printed).hasToString(Files.readString(resource("layouts.txt")));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  public void anObjectThatIsRefusedKeepsNoOtherFromItsDocument() throws Exception {
    Path first =
        Files.writeString(Files.createDirectories(root.resolve("obj")).resolve("a.bpf.o"), "x");
    layouts();
    Path last = Files.writeString(root.resolve("obj/z.bpf.o"), "x");

    assertThatThrownBy(() -> inspect(Format.JSON, Optional.of(root.resolve("out"))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            first
                + ": start of the file: not an ELF file; give a BPF object, as clang -target bpf -c"
                + " makes it\n"
                + last
                + ": start of the file: not an ELF file; give a BPF object, as clang -target bpf -c"
                + " makes it");
    assertThat(TestFiles.names(root.resolve("out"))).containsExactly("net/layouts.json");
  }

  @Test
  public void anObjectThatIsToBeLinkedIsShown() throws Exception {
    Programs.compile(
        root.resolve("obj/part.bpf.o"),
        """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        extern int shared;
        extern int helper(int x);
        extern struct { int (*type)[2]; } other SEC(".maps");
        int own = 1;
        SEC("xdp") int pass(void *ctx)
        {
        	bpf_map_lookup_elem(&other, &own);
        	return helper(shared + own);
        }
        """,
        "-g");

    inspect(Format.TEXT, Optional.empty());

    assertThat(printed.toString().lines())
        .contains(
            "  to be linked: helper, other, shared (bpftool gen object links it with what defines"
                + " them)",
            "  pass: SEC(\"xdp\"), 14 instructions",
            "      uses .data own",
            "           0        4  int own");
  }

  @Test
  public void typesThatAreWantedAreShownAndSaidToBe() throws Exception {
    Programs.compile(
        root.resolve("obj/types.bpf.o"),
        Programs.COUNTER
            + """
            struct event { int pid; struct inner { long nanos; } inner; };
            const struct event *unused __attribute__((unused));
            struct used { int x; } used;
            """,
        "-g");

    inspect(Format.JSON, Optional.of(root.resolve("out")));

    assertThat(Files.readString(root.resolve("out/types.json")).replaceAll("\\s+", " "))
        .contains("{ \"of\": \"struct used\", \"size\": 4, \"wanted\": false,")
        .contains("{ \"of\": \"struct event\", \"size\": 16, \"wanted\": true,")
        .contains("\"firstBit\": 64, \"bits\": 64, \"text\": \"struct inner inner\"");
  }

  @Test
  public void mapsAndProgramsAreThoseOfLibbpf() throws Exception {
    byte[] bytes = Files.readAllBytes(layouts());
    ObjectReport report = ReportReader.read("x", BpfObjectFile.parse("x", bytes));

    try (BpfObject object = BpfObject.open(bytes)) {
      assertThat(report.programs())
          .extracting(
              program -> program.name() + " " + program.section() + " " + program.autoload())
          .containsExactlyElementsOf(
              object.programs().stream().map(InspectionTest::facts).toList());
      assertThat(report.maps())
          .extracting(map -> List.of(map.keySize(), map.valueSize(), map.maxEntries(), map.flags()))
          .containsExactlyElementsOf(object.maps().stream().map(InspectionTest::facts).toList());
      assertThat(report.maps())
          .extracting(ObjectReport.Map::name)
          .containsExactly("events", "ring", ".rodata", ".data", ".bss", ".kconfig");
    }
  }

  // libbpf's section name keeps the question mark.
  private static String facts(BpfProgram program) {
    String section = program.sectionName().replaceFirst("^\\?", "");
    return program.name() + " " + section + " " + program.settings().autoload();
  }

  private static List<Long> facts(BpfMap map) {
    return List.of(
        (long) map.keySize(), (long) map.valueSize(), map.maxEntries(), (long) map.mapFlags());
  }

  @Test
  public void anObjectWithoutTypesHasItsProgramsAndMaps() throws Exception {
    Programs.compile(root.resolve("obj/bare.bpf.o"), Programs.COUNTER);

    inspect(Format.TEXT, Optional.empty());

    assertThat(printed.toString().lines())
        .containsExactly(
            "bare.bpf.o",
            "  license: GPL",
            "  byte order: little endian",
            "  types: none; compile with -g",
            "",
            "programs",
            "  on_enter: SEC(\"raw_tp/sys_enter\"), 7 instructions",
            "      uses .bss (a static variable)",
            "",
            "maps",
            "  .bss: array, key 4 bytes, value 4 bytes, 1 entry",
            "",
            "sections",
            "  .bss: 4 bytes, cannot be mapped into memory");
  }

  @Test
  public void namesOfAnObjectSpoilNoDocument() throws Exception {
    String name = "x\u202e<b>\"&\\\u0007\ud800";
    ObjectReport.Use use = new ObjectReport.Use(name, Optional.of(name));
    ObjectReport.Line source = new ObjectReport.Line(0, name, 1, name);
    ObjectReport.Program program =
        new ObjectReport.Program(name, "uprobe/" + name, true, 2, List.of(use), List.of(source));
    ObjectReport.Map map = new ObjectReport.Map(name, name, 4, 4, 1L << 32, 0, "none", name, name);
    ObjectReport.Variable variable =
        new ObjectReport.Variable(name, Optional.empty(), name, 0, 4, "global");
    ObjectReport.Section section = new ObjectReport.Section(name, 4, true, List.of(variable));
    Layout.Row row = new Layout.Row(Layout.Kind.FIELD, 0, 0, 32, false, "int " + name);
    List<Layout> layouts = List.of(new Layout(name, 4, false, List.of(row)));
    ObjectReport report =
        new ObjectReport(
            "o", name, true, false, List.of(), List.of(program), List.of(map), List.of(section));

    assertThat(Format.JSON.document(report, List.of()))
        .contains("\"license\": \"x\\u202e<b>\\\"&\\\\\\u0007\\ud800\",");
    assertThat(Format.TEXT.document(report, List.of()))
        .contains("  license: x\\u202e<b>\"&\\\\u0007\\ud800\n");
    assertThat(Format.HTML.document(report, layouts))
        .contains("<p>license x\\u202e&lt;b&gt;&quot;&amp;\\\\u0007\\ud800, ")
        .contains("entry of a user-space function: x\\u202e&lt;b&gt;")
        .contains("<td class=\"code\">x\\u202e&lt;b&gt;")
        .contains("<svg class=\"uses\"")
        .contains("<div class=\"lane\"><span")
        .doesNotContain("<b>\"", "\u202e", "\u0007", "&\\");
    assertThat(ObjectSummary.of(name, "o.html", report).toString())
        .contains("x\\u202e<b>\"&\\\\u0007\\ud800, x")
        .doesNotContain("\u202e", "\u0007");
  }

  @Test
  public void whatObjectsContainIsToldInBrief() throws Exception {
    layouts();
    Programs.compile(root.resolve("obj/bare.bpf.o"), Programs.COUNTER);

    List<ObjectSummary> summaries = inspect(Format.HTML, Optional.of(root.resolve("out")));

    assertThat(summaries)
        .extracting(ObjectSummary::name, ObjectSummary::document, ObjectSummary::facts)
        .containsExactly(
            tuple("bare.bpf.o", "bare.html", "license GPL, little endian, no BTF: compile with -g"),
            tuple(
                "net/layouts.bpf.o",
                "net/layouts.html",
                "license Dual BSD/GPL, little endian, BTF"));
    assertThat(TestFiles.names(root.resolve("out")))
        .containsExactlyInAnyOrder("bare.html", "net/layouts.html");
    assertThat(summaries.get(1).tables())
        .extracting(table -> table.heads().get(0))
        .containsExactly("program", "map");
    assertThat(summaries.get(1).tables())
        .allSatisfy(
            table ->
                assertThat(table.rows())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.heads())));
  }

  @Test
  public void onlyWhatIsThereIsInspected() throws Exception {
    InspectRequest request =
        new InspectRequest(
            List.of(),
            List.of(root.resolve("gone"), root.resolve("obj")),
            Format.HTML,
            List.of(),
            Optional.of(root.resolve("out")));
    Inspection inspection = new Inspection(request, log, printed::append);

    assertThat(inspection.hasObjects()).isFalse();
    layouts();
    assertThat(inspection.hasObjects()).isTrue();
  }

  @DataProvider
  public Object[][] sections() {
    return new Object[][] {
      {"kprobe/do_nanosleep", "entry of the kernel's do_nanosleep"},
      {"kprobe", "a kernel function, given at run time"},
      {"kprobe.multi/tcp_*", "entry of the kernel's functions tcp_*"},
      {
        "uprobe.multi//lib/libc.so.6:malloc",
        "entry of a user-space function: /lib/libc.so.6:malloc"
      },
      {"uprobe", "entry of a user-space function, given at run time"},
      {"tp/sched/sched_switch", "tracepoint sched/sched_switch"},
      {"fentry.s/vfs_read", "entry of the kernel's vfs_read, with types"},
      {"fentry", "entry of a kernel function, given at run time, with types"},
      {"kprobe.multi/", "entry of kernel functions, given at run time"},
      {"iter", "iterator, given at run time"},
      {"lsm.s/file_open", "security hook file_open"},
      {"iter/task", "iterator of task"},
      {"xdp", "XDP of a network device"},
      {"tcx/ingress", "ingress of a network device (tcx)"},
      {"cgroup_skb/egress", "egress of a cgroup's packets"},
      {"cgroup/connect4", "connect4 of a cgroup"},
      {"struct_ops.s/init", "operation of a struct_ops map: init"},
      {"own/section", "own/section"}
    };
  }

  @Test(dataProvider = "sections")
  public void aSectionsNameSaysWhereAProgramIsAttached(String section, String words) {
    assertThat(AttachPoint.of(section)).isEqualTo(words);
  }

  @Test
  public void noNameOfAFileLeadsADocumentElsewhere() throws Exception {
    for (String name : List.of("..\\..\\up", "line\nend", "..")) {
      Programs.compile(root.resolve("obj/" + name + ".bpf.o"), Programs.COUNTER);
    }

    inspect(Format.JSON, Optional.of(root.resolve("out")));

    assertThat(TestFiles.names(root.resolve("out")))
        .containsExactlyInAnyOrder("..\\..\\up.json", "line\nend.json", "...json");
  }

  @Test
  public void noDocumentIsWrittenThroughALinkThatLeadsOut() throws Exception {
    layouts();
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.createSymbolicLink(Files.createDirectory(root.resolve("out")).resolve("net"), elsewhere);

    assertThatThrownBy(() -> inspect(Format.JSON, Optional.of(root.resolve("out"))))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            root.resolve("out/net/layouts.json") + ": a symbolic link leads out of the output");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  public void aTruncatedObjectIsTheUsersToMend() throws Exception {
    Path object = layouts();
    Files.write(object, Arrays.copyOf(Files.readAllBytes(object), 1000));

    assertThatThrownBy(() -> inspect(Format.JSON, Optional.of(root.resolve("out"))))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "\\Q"
                + object
                + "\\E: ELF header: section header table lies past the end; the file is truncated:"
                + " offset=\\d+, size=1000; copy it whole, or compile it again");
  }

  @Test
  public void twoObjectsForOneDocumentAreRefused() throws Exception {
    Path first = Programs.compile(root.resolve("obj/a/x.bpf.o"), Programs.COUNTER);
    Path second = Programs.compile(root.resolve("obj/b/x.bpf.o"), Programs.COUNTER);
    InspectRequest request =
        new InspectRequest(
            List.of(first, second),
            List.of(),
            Format.JSON,
            List.of(),
            Optional.of(root.resolve("out")));

    assertThatThrownBy(() -> new Inspection(request, log, printed::append).run())
        .isInstanceOf(InputException.class)
        .hasMessage(
            second
                + ": another object gives the same document: document=x.json, other object="
                + first
                + "; inspect them one by one, or name a directory that has both");
  }

  @Test
  public void anUnknownFormatIsRefused() {
    assertThatThrownBy(() -> Format.of("yaml"))
        .isInstanceOf(InputException.class)
        .hasMessage("bpf.format: no such format: value=yaml, expected=text, json or html");
  }

  private Path layouts() throws Exception {
    String source = Files.readString(resource("layouts.bpf.c"));
    // The source's path gets into the object, and must be the same everywhere.
    String here = "-ffile-prefix-map=" + Path.of("").toAbsolutePath() + "=.";
    return Programs.compile(root.resolve("obj/net/layouts.bpf.o"), source, "-g", here);
  }

  private List<ObjectSummary> inspect(Format format, Optional<Path> output) throws IOException {
    List<Path> objects = List.of(root.resolve("obj"));
    InspectRequest request = new InspectRequest(objects, List.of(), format, List.of(), output);
    return new Inspection(request, log, printed::append).run();
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/dev/bpfj/maven/inspect").resolve(name);
  }

  /** {@code -Dgoldens.update=true} rewrites what differs, and fails. */
  private static void assertSame(String name, String text) throws IOException {
    Path file = resource(name);
    if (Boolean.getBoolean("goldens.update")) {
      boolean same = Files.exists(file) && Files.readString(file).equals(text);
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
      assertThat(same).as(name + " was rewritten; look at the difference").isTrue();
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
