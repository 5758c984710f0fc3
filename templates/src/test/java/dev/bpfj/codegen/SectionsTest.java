package dev.bpfj.codegen;

import static dev.bpfj.codegen.support.Beans.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.codegen.support.BpfCompiler;
import dev.bpfj.codegen.support.Compiled;
import dev.bpfj.codegen.support.Generated;
import dev.bpfj.object.BpfObjectFile;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Which sections, maps and links a skeleton has, and what it says about what it has not. */
public final class SectionsTest {
  private Generated sections = Generated.none();

  @BeforeClass
  public void open() {
    sections = Generated.open("sections", "odd", "struct odd", "struct  nowhere", "int");
  }

  @AfterClass
  public void close() {
    sections.close();
  }

  private static List<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).map(Method::getName).sorted().toList();
  }

  @Test
  public void everyDataSectionHasAMapAndThoseWithVisibleVariablesAView() {
    assertThat(methods(sections.nested("Maps")))
        .containsExactly("bss", "dataHidden", "dataLocal", "dataReadMostly", "kconfig", "rodata");
    assertThat(methods(sections.skeleton().getClass()))
        .contains("bss", "dataReadMostly", "kconfig", "rodata")
        .doesNotContain("dataHidden", "dataLocal");
    assertThat(call(sections.section("dataReadMostly"), "visible")).isEqualTo(3);
  }

  @Test
  public void theKernelsConfigurationHasNoSetters() {
    assertThat(methods(sections.nested("Kconfig")))
        .containsExactly(
            "configBpfSyscall",
            "configDefaultHostname",
            "configDefaultHostname",
            "configDefaultHostnameBytes",
            "configDefaultHostnameLength",
            "linuxKernelVersion");
    Object kconfig = sections.section("kconfig");
    assertThatThrownBy(() -> call(kconfig, "linuxKernelVersion"))
        .hasMessageContaining("call load() first");
  }

  @Test
  public void constantsHaveSettersAndNoAtomicOperations() {
    assertThat(methods(sections.nested("Rodata"))).containsExactly("constant", "constant");
    call(sections.section("rodata"), "constant", 44);
    assertThat(call(sections.section("rodata"), "constant")).isEqualTo(44);
  }

  @Test
  public void aLinkIsAFieldThatTheUserCanSet() {
    Object links = call(sections.skeleton(), "links");
    assertThat(call(links, "use")).isEqualTo(Optional.empty());
    assertThat(methods(links.getClass())).containsExactly("use", "use");
  }

  @Test
  public void theObjectTravelsWithTheClass() throws IOException {
    assertThat(call(sections.skeleton().getClass(), "elfBytes"))
        .isEqualTo(Files.readAllBytes(BpfCompiler.file("sections")));
  }

  @Test
  public void whatIsMissingIsSaid() {
    assertThat(sections.notes())
        .containsExactly(
            "sections.bpf.o: struct odd: member \"wide\": has no accessors: it is a bitfield of 100"
                + " bits");
  }

  @Test
  public void wantedTypesThatTheObjectLacksAreTold() {
    List<String> wanted = List.of("struct  nowhere", "int", "struct odd", " odd ");
    assertThat(SkeletonGenerator.missingTypes(BpfCompiler.object("sections"), wanted))
        .containsExactly("struct  nowhere", "int");
  }

  @Test
  public void anObjectWithoutTypesHasMapsProgramsAndLinks() throws IOException {
    Path file = BpfCompiler.compileText("bare", "int x = 1;\n" + program("bare"), "-g0");
    BpfObjectFile object = BpfObjectFile.parse("bare.bpf.o", Files.readAllBytes(file));
    GeneratedSkeleton skeleton =
        new SkeletonGenerator().generate(object, new SkeletonRequest("", "bare"));
    assertThat(skeleton.notes())
        .extracting(Note::message)
        .containsExactly(
            "bare.bpf.o: no BTF: the skeleton has maps, programs and links, but no global"
                + " variables; compile with -g");
    assertThat(skeleton.sources()).extracting(SourceFile::path).containsExactly("BareSkel.java");
    Class<?> type = Compiled.of(skeleton.sources()).load("BareSkel");
    assertThat(Arrays.stream(type.getDeclaredClasses()).map(Class::getSimpleName))
        .containsExactlyInAnyOrder("Maps", "Progs", "Links");
  }

  private static String program(String name) {
    return "__attribute__((section(\"raw_tp\"), used)) int " + name + "(void *c) { return 0; }\n";
  }

  @DataProvider
  public Object[][] badRequests() {
    return new Object[][] {
      {"a.class.b", "X", "not a Java package: \"a.class.b\""},
      {"a..b", "X", "not a Java package: \"a..b\""},
      {"a;b", "X", "not a Java package: \"a;b\""},
      {
        "a",
        "new",
        "not a class name of letters, digits and underscores, of at most 100 characters: \"new\""
      },
      {
        "a",
        "X{",
        "not a class name of letters, digits and underscores, of at most 100 characters: \"X{\""
      },
    };
  }

  @Test(dataProvider = "badRequests")
  public void aNameThatIsNoneIsRefused(String packageName, String className, String message) {
    BpfObjectFile object = BpfCompiler.object("sections");
    SkeletonRequest request = new SkeletonRequest(packageName, className, "x", List.of());
    assertThatThrownBy(() -> new SkeletonGenerator().generate(object, request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  public void aUsersTemplateReplacesOurs() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "templates");
    Files.writeString(folder.resolve("section.vm"), "  // ${section.method()} is ours\n");
    GeneratedSkeleton skeleton =
        new SkeletonGenerator(folder)
            .generate(BpfCompiler.object("sections"), new SkeletonRequest("p", "sections"));
    assertThat(skeleton.sources().get(0).content())
        .contains("  // rodata is ours\n", "public static final class Maps {")
        .doesNotContain("class Rodata");
  }

  @Test
  public void aMisspeltNameInATemplateIsAnError() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "templates");
    Files.writeString(folder.resolve("section.vm"), "${section.nonsense()}\n");
    SkeletonGenerator generator = new SkeletonGenerator(folder);
    BpfObjectFile object = BpfCompiler.object("sections");
    assertThatThrownBy(() -> generator.generate(object, new SkeletonRequest("p", "sections")))
        .hasMessageContaining("nonsense")
        .hasMessageContaining("section.vm");
  }
}
