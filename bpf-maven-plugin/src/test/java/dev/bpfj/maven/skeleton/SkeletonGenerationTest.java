package dev.bpfj.maven.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.StateFile;
import dev.bpfj.maven.support.Programs;
import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.TestLog;
import dev.bpfj.maven.support.WithDirectory;
import dev.bpfj.maven.target.TargetArch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Skeletons of real objects, on the disk. */
public final class SkeletonGenerationTest extends WithDirectory {
  // Without the headers of this machine, which are not those of a big-endian one.
  private static final String BIG =
      """
      int count = 0;

      __attribute__((section("raw_tp/sys_enter"), used))
      int on_enter(void *ctx)
      {
      	count++;
      	return 0;
      }

      char LICENSE[] __attribute__((section("license"), used)) = "GPL";
      """;

  private Path objects = Path.of("");
  private List<String> targets = List.of();
  private TestLog log = new TestLog();

  @BeforeMethod
  void prepare() throws IOException {
    objects = Files.createDirectory(root.resolve("obj"));
    log = new TestLog();
    targets = List.of();
  }

  @Test
  public void writesTheClassAndTheObjectBesideIt() throws Exception {
    Path object = object("net/pkt_count.bpf.o");

    generate();

    assertThat(TestFiles.names(root.resolve("src"))).containsExactly("com/x/PktCountSkel.java");
    assertThat(TestFiles.names(root.resolve("res"))).containsExactly("com/x/pkt_count.bpf.o");
    assertThat(root.resolve("res/com/x/pkt_count.bpf.o")).hasSameBinaryContentAs(object);
    assertThat(log.last())
        .isEqualTo(
            "info generated 1 of 1 skeleton(s) in "
                + root.resolve("src")
                + ", package=com.x, objects in "
                + root.resolve("res"));
  }

  @Test
  public void writesNothingASecondTime() throws Exception {
    object("a.bpf.o");
    generate();
    var before = TestFiles.times(root);

    generate();

    assertThat(TestFiles.times(root)).isEqualTo(before);
    assertThat(log.last()).isEqualTo("info generated 0 of 1 skeleton(s)");
  }

  @Test
  public void takesAFileNamedTwiceOnce() throws Exception {
    Path object = object("a.bpf.o");

    generate(request(List.of(objects, object), List.of(), List.of()));

    assertThat(log.last()).startsWith("info generated 1 of 1 skeleton(s) ");
  }

  @Test
  public void deletesSkeletonsWhoseObjectsAreGone() throws Exception {
    object("a.bpf.o");
    Path gone = object("gone.bpf.o");
    generate();
    Files.delete(gone);

    generate();

    assertThat(TestFiles.names(root.resolve("src"))).containsExactly("com/x/ASkel.java");
    assertThat(TestFiles.names(root.resolve("res"))).containsExactly("com/x/a.bpf.o");
  }

  @Test
  public void deletesWhatMavenCopiedOfObjectsThatAreGone() throws Exception {
    object("a.bpf.o");
    Path gone = object("gone.bpf.o");
    generate();
    for (String name : List.of("a", "gone")) {
      TestFiles.write(root.resolve("classes/com/x/" + name + ".bpf.o"), "a copy");
    }
    Files.delete(gone);

    generate();

    assertThat(TestFiles.names(root.resolve("classes"))).containsExactly("com/x/a.bpf.o");
    assertThat(log.lines())
        .contains(
            "info deleted "
                + root.resolve("classes/com/x/gone.bpf.o")
                + ": no longer an output of this build");
  }

  @Test
  public void copiesInADirectoryThatIsSearchedAreNoObjects() throws Exception {
    object("a.bpf.o");
    GenerateRequest everywhere = request(List.of(root), List.of(), List.of());
    generate(everywhere);

    generate(everywhere);
    assertThat(log.last()).isEqualTo("info generated 0 of 1 skeleton(s)");

    Programs.compile(objects.resolve("a.bpf.o"), "int changed;\n" + Programs.COUNTER, "-g");
    generate(everywhere);
    assertThat(log.last()).startsWith("info generated 1 of 1 skeleton(s) ");

    Files.move(objects.resolve("a.bpf.o"), objects.resolve("b.bpf.o"));
    generate(everywhere);
    assertThat(TestFiles.names(root.resolve("res"))).containsExactly("com/x/b.bpf.o");
  }

  @Test
  public void copiesAreKnownWithoutAStateFileWhereTheirObjectsAreToo() throws Exception {
    object("a.bpf.o");
    GenerateRequest everywhere = request(List.of(root), List.of(), List.of());
    generate(everywhere);
    TestFiles.delete(root.resolve("state"));

    generate(everywhere);

    assertThat(log.last()).startsWith("info generated 1 of 1 skeleton(s) ");
  }

  @Test
  public void anObjectWhereItsCopyWouldBeIsAnObject() throws Exception {
    Path object = Programs.compile(root.resolve("res/com/x/a.bpf.o"), Programs.COUNTER, "-g");
    GenerateRequest inPlace = request(List.of(root.resolve("res")), List.of(), List.of());
    generate(inPlace);
    generate(inPlace);

    assertThat(log.last()).isEqualTo("info generated 0 of 1 skeleton(s)");
    assertThat(object).exists();
  }

  @Test
  public void objectsOfAnyNameGetSkeletonsBesideThem() throws Exception {
    List<String> names = List.of("back\\slash", "line\nend", "..\\..\\up", "\u202eright", "tab\t");
    for (String name : names) {
      object(name + ".bpf.o");
    }

    generate();

    assertThat(TestFiles.names(root.resolve("res")))
        .containsExactlyInAnyOrderElementsOf(
            names.stream().map(name -> "com/x/" + name + ".bpf.o").toList());
    generate();
    assertThat(log.last()).isEqualTo("info generated 0 of 5 skeleton(s)");
  }

  @Test
  public void nothingIsWrittenThroughALinkThatLeadsOut() throws Exception {
    object("a.bpf.o");
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Path link =
        Files.createSymbolicLink(
            Files.createDirectory(root.resolve("src")).resolve("com"), elsewhere);

    assertThatThrownBy(this::generate)
        .isInstanceOf(InputException.class)
        .hasMessage(
            root.resolve("src/com/x/ASkel.java")
                + ": a symbolic link leads out of the output directory: link="
                + link
                + ", directory="
                + root.resolve("src")
                + "; remove the link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  public void refusesObjectsThatMayNeverEnd() throws Exception {
    Path pipe = objects.resolve("pipe.bpf.o");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    for (Path named : List.of(pipe, Path.of("/dev/zero"))) {
      assertThatThrownBy(() -> generate(request(List.of(named), List.of(), List.of())))
          .isInstanceOf(InputException.class)
          .hasMessage(
              named
                  + ": neither a file nor a directory: parameter=bpf.objects; name object files or"
                  + " directories");
    }
  }

  @Test
  public void refusesATemplateThatIsTooLarge() throws Exception {
    object("a.bpf.o");
    Path templates = Files.createDirectory(root.resolve("templates"));
    try (RandomAccessFile sparse =
        new RandomAccessFile(templates.resolve("enum.vm").toFile(), "rw")) {
      sparse.setLength(1_900_000_000);
    }

    assertThatThrownBy(
            () -> generate(request(List.of(objects), List.of(), List.of(), Optional.of(templates))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            templates.resolve("enum.vm")
                + ": too large to be read: bytes=1900000000, limit=1048576; is it the right file?");
  }

  @Test
  public void movesASkeletonThatIsRenamed() throws Exception {
    object("a.bpf.o");
    generate();

    generate(request(List.of(objects), List.of("a.bpf.o=Renamed"), List.of()));

    assertThat(TestFiles.names(root.resolve("src"))).containsExactly("com/x/Renamed.java");
    assertThat(root.resolve("src/com/x/Renamed.java")).content().contains("class Renamed ");
  }

  @Test
  public void makesThemAgainForOtherTypes() throws Exception {
    object("a.bpf.o");
    Programs.compile(
        objects.resolve("b.bpf.o"),
        Programs.COUNTER + "struct event { int a; };\nstruct event event;\n",
        "-g");
    generate();

    generate(request(List.of(objects), List.of(), List.of("event")));

    assertThat(log.last()).startsWith("info generated 2 of 2 skeleton(s) ");
  }

  @Test
  public void aTypeThatNoObjectHasIsAFailureThatNamesItsCure() throws Exception {
    object("a.bpf.o");
    object("b.bpf.o");

    for (int run = 0; run < 2; run++) {
      assertThatThrownBy(
              () -> generate(request(List.of(objects), List.of(), List.of("event", "event_t"))))
          .isInstanceOf(InputException.class)
          .hasMessage(
              "bpf.types: no object has type \"event\": BTF has those of global variables, maps and"
                  + " functions alone; add to the program: const struct event *unused"
                  + " __attribute__((unused));\n"
                  + "bpf.types: no object has type \"event_t\": BTF has those of global variables,"
                  + " maps and functions alone; add to the program: const event_t *unused"
                  + " __attribute__((unused));");
    }
    Programs.compile(
        objects.resolve("b.bpf.o"),
        Programs.COUNTER
            + "struct event { int a; };\ntypedef struct event event_t;\n"
            + "const event_t *unused __attribute__((unused));\n",
        "-g");
    generate(request(List.of(objects), List.of(), List.of("event", "event_t")));
    assertThat(root.resolve("src/com/x/BSkel.java")).content().contains("class Event ");
  }

  @Test
  public void saysThatAnObjectHasNoBtf() throws Exception {
    Path object = Programs.compile(objects.resolve("a.bpf.o"), Programs.COUNTER);

    generate();

    assertThat(root.resolve("src/com/x/ASkel.java")).content().doesNotContain("class Bss");
    assertThat(log.warnings())
        .containsExactly(
            object
                + ": no BTF: the skeleton has maps, programs and links, but no global variables;"
                + " compile with -g");
  }

  @Test
  public void saysWhereItLookedForObjects() throws Exception {
    Path other = root.resolve("elsewhere");

    assertThatThrownBy(() -> generate(request(List.of(), List.of(), List.of())))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "no BPF object: looked for **/*.bpf.o in "
                + objects
                + ", "
                + other
                + " (does not exist); run bpf:compile first, or name files or directories by"
                + " -Dbpf.objects=...");
  }

  @Test
  public void saysThatANamedObjectIsNotThere() {
    Path gone = root.resolve("gone.bpf.o");

    assertThatThrownBy(() -> generate(request(List.of(gone), List.of(), List.of())))
        .isInstanceOf(InputException.class)
        .hasMessage(
            gone + ": does not exist: parameter=bpf.objects; name object files or directories");
  }

  /** An object that somebody spoilt. */
  interface Spoiler {
    void write(Path object) throws Exception;
  }

  @DataProvider
  public static Object[][] spoilt() {
    Spoiler text =
        object ->
            Files.writeString(
                object, "just text, long enough for an ELF header, no more than that");
    Spoiler empty = object -> Files.write(object, new byte[0]);
    Spoiler x86 =
        object -> Programs.compile(object, "int x = 1;", "-g", "--target=x86_64-linux-gnu");
    Spoiler truncated =
        object -> {
          byte[] whole = Files.readAllBytes(Programs.compile(object, Programs.COUNTER, "-g"));
          Files.write(object, Arrays.copyOf(whole, whole.length - 200));
        };
    return new Object[][] {
      {"no ELF", text}, {"empty", empty}, {"for x86", x86}, {"truncated", truncated},
    };
  }

  @Test(dataProvider = "spoilt")
  public void namesAnObjectThatIs(String what, Spoiler spoiler) throws Exception {
    Path bad = objects.resolve("bad.bpf.o");
    spoiler.write(bad);
    object("good.bpf.o");

    assertThatThrownBy(this::generate)
        .as(what)
        .isInstanceOf(InputException.class)
        .satisfies(e -> assertThat(e.getMessage()).startsWith(bad + ": ").doesNotContain("\n"));
    assertThat(TestFiles.names(root.resolve("src"))).containsExactly("com/x/GoodSkel.java");
  }

  @Test
  public void refusesAnOutputDirectoryThatIsAFile() throws Exception {
    object("a.bpf.o");
    TestFiles.write(root.resolve("src"), "");

    assertThatThrownBy(this::generate)
        .isInstanceOf(InputException.class)
        .hasMessage(
            root.resolve("src")
                + ": not a directory: parameter=bpf.outputDirectory; name a directory, or delete the"
                + " file");
  }

  @Test
  public void takesTheUsersTemplatesAndMakesAgainWhatTheyChange() throws Exception {
    object("a.bpf.o");
    Path templates = root.resolve("templates");
    TestFiles.write(templates.resolve("skeleton.vm"), "class ${skel.className()} {}\n");

    generate(withTemplates(templates));
    assertThat(root.resolve("src/com/x/ASkel.java")).hasContent("class ASkel {}\n");
    generate(withTemplates(templates));
    assertThat(log.last()).isEqualTo("info generated 0 of 1 skeleton(s)");

    TestFiles.write(templates.resolve("skeleton.vm"), "class ${skel.className()} { }\n");
    generate(withTemplates(templates));
    assertThat(root.resolve("src/com/x/ASkel.java")).hasContent("class ASkel { }\n");
  }

  @DataProvider
  public static Object[][] badTemplates() {
    return new Object[][] {
      {"#if(", "skeleton.vm"}, {"${skel.noSuchThing()}", "noSuchThing"},
    };
  }

  @Test(dataProvider = "badTemplates")
  public void saysWhatIsWrongWithATemplate(String template, String telling) throws Exception {
    object("a.bpf.o");
    Path templates = root.resolve("templates");
    TestFiles.write(templates.resolve("skeleton.vm"), template);

    assertThatThrownBy(() -> generate(withTemplates(templates)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            templates + ": a template cannot be used: parameter=bpf.templates: ")
        .hasMessageContaining(telling);
  }

  @Test
  public void refusesTemplatesThatAreNoDirectory() throws Exception {
    object("a.bpf.o");

    assertThatThrownBy(() -> generate(withTemplates(root.resolve("gone"))))
        .isInstanceOf(InputException.class)
        .hasMessage(
            root.resolve("gone")
                + ": not a directory: parameter=bpf.templates; name the directory of your templates");
  }

  private String source(String name) throws IOException {
    return Files.readString(root.resolve("src/com/x").resolve(name));
  }

  @Test
  public void theObjectsOfAProgramForSeveralTargetsGetOneClass() throws Exception {
    targets = List.of("x86_64", "arm64", "s390x");
    object("x86_64/net/a.bpf.o");
    object("arm64/net/a.bpf.o");
    Path big = Programs.compile(objects.resolve("s390x/net/a.bpf.o"), BIG, "-g", "--target=bpfeb");
    object("prebuilt.bpf.o");

    generate();

    // Objects that are the same lie there once.
    assertThat(TestFiles.names(root.resolve("res")))
        .containsExactly("com/x/a.s390x.bpf.o", "com/x/a.x86_64.bpf.o", "com/x/prebuilt.bpf.o");
    assertThat(root.resolve("res/com/x/a.s390x.bpf.o")).hasSameBinaryContentAs(big);
    assertThat(TestFiles.names(root.resolve("src")))
        .containsExactly("com/x/ASkel.java", "com/x/PrebuiltSkel.java");
    assertThat(source("ASkel.java"))
        .contains(
            ".with(\"x86_64\", \"a.x86_64.bpf.o\")",
            ".with(\"arm64\", \"a.x86_64.bpf.o\")",
            ".with(\"s390x\", \"a.s390x.bpf.o\")");
    assertThat(source("PrebuiltSkel.java")).contains("ObjectFiles.forAll(\"prebuilt.bpf.o\")");

    var before = TestFiles.times(root);
    generate();
    assertThat(TestFiles.times(root)).isEqualTo(before);

    // One that is not the same any more gets its own.
    Programs.compile(objects.resolve("arm64/net/a.bpf.o"), "//\n" + Programs.COUNTER, "-g");
    generate();
    assertThat(TestFiles.names(root.resolve("res"))).contains("com/x/a.arm64.bpf.o");
    assertThat(source("ASkel.java")).contains(".with(\"arm64\", \"a.arm64.bpf.o\")");
  }

  @Test
  public void copiesForTargetsAreNoObjectsToMakeSkeletonsOf() throws Exception {
    targets = List.of("x86_64", "s390x");
    object("x86_64/a.bpf.o");
    Programs.compile(objects.resolve("s390x/a.bpf.o"), BIG, "-g", "--target=bpfeb");
    GenerateRequest both = request(List.of(objects, root.resolve("res")), List.of(), List.of());
    Files.createDirectories(root.resolve("res"));
    generate(both);
    Files.delete(root.resolve("state/skeleton.state"));
    generate(both);
    assertThat(TestFiles.names(root.resolve("src"))).containsExactly("com/x/ASkel.java");
  }

  @Test
  public void layoutsThatDifferBetweenTargetsAreRefusedByName() throws Exception {
    targets = List.of("x86_64", "s390x");
    object("x86_64/a.bpf.o");
    Programs.compile(
        objects.resolve("s390x/a.bpf.o"),
        BIG.replace("int count", "long count"),
        "-g",
        "--target=bpfeb");

    assertThatThrownBy(this::generate)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "a.bpf.o: section \".bss\": variable \"count\": differs between targets:"
                + " x86_64=\"int count, offset 0, size 4\", s390x=\"long count, offset 0, size"
                + " 8\"\n"
                + "a.bpf.o: section \".bss\": differs between targets: x86_64=\"size 4\","
                + " s390x=\"size 8\"\n"
                + "one class is for all targets: give variables and types the same layout on each,"
                + " or make a program of its own, in a file of its own, of what only some have");
    assertThat(root.resolve("src")).doesNotExist();
  }

  @Test
  public void filesNamedOneByOneBelowTheirTargetsDirectoriesAreOneProgram() throws Exception {
    targets = List.of("x86_64", "arm64");
    Path little = object("x86_64/net/a.bpf.o");
    Path arm = object("arm64/net/a.bpf.o");

    generate(request(List.of(little, arm), List.of(), List.of()));

    assertThat(TestFiles.names(root.resolve("src"))).containsExactly("com/x/ASkel.java");
    assertThat(source("ASkel.java")).contains("arm64");
  }

  @Test
  public void aDirectoryAboveAllNamedFilesIsNoTargets() throws Exception {
    targets = List.of("x86_64", "arm64");
    Path first = object("arm64/x/a.bpf.o");
    Path second = object("arm64/y/b.bpf.o");

    generate(request(List.of(first, second), List.of(), List.of()));

    assertThat(TestFiles.names(root.resolve("res")))
        .containsExactly("com/x/a.bpf.o", "com/x/b.bpf.o");
  }

  @Test
  public void aTargetWithoutAnObjectIsNamed() throws Exception {
    targets = List.of("x86_64", "arm64", "riscv64");
    Path only = object("x86_64/a.bpf.o");

    assertThatThrownBy(this::generate)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "a.bpf.o: no object for every target: missing=arm64, riscv64, found=["
                + only
                + "]; compile it for all of bpf.targets, or name those alone that it has");
  }

  @Test
  public void oneProgramCannotHaveTwoObjectsForATarget() throws Exception {
    targets = List.of("x86_64");
    Path first = object("x86_64/a.bpf.o");
    Path second = Programs.compile(root.resolve("more/x86_64/a.bpf.o"), Programs.COUNTER, "-g");

    assertThatThrownBy(
            () -> generate(request(List.of(objects, root.resolve("more")), List.of(), List.of())))
        .isInstanceOf(InputException.class)
        .hasMessage(
            second
                + ": another object is the same program for the same target: target=x86_64, other"
                + " object="
                + first
                + "; move or rename one of them");
  }

  private GenerateRequest withTemplates(Path templates) {
    return request(List.of(objects), List.of(), List.of(), Optional.of(templates));
  }

  private Path object(String name) throws IOException, InterruptedException {
    return Programs.compile(objects.resolve(name), Programs.COUNTER, "-g");
  }

  private void generate() throws IOException, InterruptedException {
    generate(request(List.of(objects), List.of(), List.of()));
  }

  private void generate(GenerateRequest request) throws IOException, InterruptedException {
    new SkeletonGeneration(request, log).run();
  }

  private GenerateRequest request(List<Path> named, List<String> names, List<String> types) {
    return request(named, names, types, Optional.empty());
  }

  private GenerateRequest request(
      List<Path> named, List<String> names, List<String> types, Optional<Path> templates) {
    return new GenerateRequest(
        named,
        List.of(objects, root.resolve("elsewhere")),
        TargetArch.named(targets),
        new GenerateRequest.Output(
            root.resolve("src"),
            root.resolve("res"),
            Optional.of(root.resolve("classes")),
            new StateFile(root.resolve("state/skeleton.state"), new OutputRoot(root))),
        new GenerateRequest.Naming("com.x", names),
        new GenerateRequest.Content(types, templates, "test"));
  }
}
