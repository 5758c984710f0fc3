package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.kernelvm.Sources;
import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.build.OutputFiles;
import dev.bpfj.maven.build.OutputRoot;
import dev.bpfj.maven.build.StateFile;
import dev.bpfj.maven.support.Programs;
import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.TestLog;
import dev.bpfj.maven.support.WithDirectory;
import dev.bpfj.maven.target.TargetArch;
import dev.bpfj.maven.vmlinux.HeaderOnDemand;
import dev.bpfj.maven.vmlinux.HeaderRequest;
import dev.bpfj.maven.vmlinux.VmlinuxHeader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Real programs, compiled by the clang of this machine. */
public final class BpfCompilerTest extends WithDirectory {
  private static final String LLVM = "llvm-20.1.7-1.5.12-linux-x86_64";
  private static final int ELF_DATA = 5;

  private static final String USES_VMLINUX =
      """
      #include "vmlinux.h"
      int pid(struct task_struct *task) { return task->pid; }
      """;

  private List<String> vmlinuxTypes = List.of();
  private List<String> targets = List.of();
  private List<HeaderArtifact> artifacts = List.of();
  private TestLog log = new TestLog();

  @BeforeMethod
  void prepare() {
    log = new TestLog();
    vmlinuxTypes = List.of();
    targets = List.of();
    artifacts = List.of();
  }

  @Test
  public void compilesEverySourceToTheSamePlace() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    source("net/b.bpf.c", Programs.COUNTER);
    source("net/helper.c", "#error not a program of its own");

    compile();

    assertThat(TestFiles.names(root.resolve("obj"))).containsExactly("a.bpf.o", "net/b.bpf.o");
    assertThat(log.last())
        .startsWith(
            "info compiled 2 of 2 BPF source(s) to " + root.resolve("obj") + " with clang ");
  }

  @Test
  public void writesNothingASecondTime() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    compile();
    var before = TestFiles.times(root);

    compile();

    assertThat(TestFiles.times(root)).isEqualTo(before);
    assertThat(log.last()).isEqualTo("info compiled 0 of 1 BPF source(s)");
  }

  @Test
  public void compilesAgainWhatIncludesAChangedHeader() throws Exception {
    source("sizes.h", "#define SIZE 1\n");
    source("uses.bpf.c", "#include \"sizes.h\"\nchar bytes[SIZE];\n");
    source("other.bpf.c", Programs.COUNTER);
    compile();
    byte[] before = Files.readAllBytes(object("uses.bpf.o"));
    var otherTime = Files.getLastModifiedTime(object("other.bpf.o"));

    source("sizes.h", "#define SIZE 2\n");
    compile();

    assertThat(object("uses.bpf.o"))
        .satisfies(o -> assertThat(Files.readAllBytes(o)).isNotEqualTo(before));
    assertThat(Files.getLastModifiedTime(object("other.bpf.o"))).isEqualTo(otherTime);
    assertThat(log.last()).startsWith("info compiled 1 of 2 ");
  }

  @Test
  public void compilesAgainWithOtherFlags() throws Exception {
    source("a.bpf.c", "char bytes[SIZE];\n");
    compile(request("", List.of("-DSIZE=1")));
    compile(request("", List.of("-DSIZE=2")));

    assertThat(log.last()).startsWith("info compiled 1 of 1 ");
  }

  @Test
  public void compilesAgainWithAnotherClang() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    Path clang = script("clang-one", "exec clang \"$@\"");
    compile(request(clang.toString(), List.of()));
    compile(request(clang.toString(), List.of()));
    assertThat(log.last()).startsWith("info compiled 0 of 1 ");

    script("clang-one", "# updated\nexec clang \"$@\"");
    compile(request(clang.toString(), List.of()));

    assertThat(log.last()).startsWith("info compiled 1 of 1 ");
  }

  @Test
  public void deletesObjectsWhoseSourcesAreGone() throws Exception {
    Path source = source("net/a.bpf.c", Programs.COUNTER);
    compile();
    Files.delete(source);

    compile();

    assertThat(root.resolve("obj")).isEmptyDirectory();
    assertThat(log.lines())
        .contains("info deleted " + object("net/a.bpf.o") + ": no longer an output of this build");
  }

  @Test
  public void sourcesOfAnyNameAreCompiled() throws Exception {
    for (String name :
        List.of("back\\slash", "line\nend", "tab\t", "bell\u0007", "a\\ b", "#$ c")) {
      source(name + ".bpf.c", "#include \"" + "own.h\"\n" + Programs.COUNTER);
      source("own.h", "");
      log = new TestLog();
      compile();
      assertThat(object(name + ".bpf.o")).as(name).exists();
      assertThat(log.last()).as(name).startsWith("info compiled ");

      source("own.h", "#define CHANGED 1\n");
      Path object = object(name + ".bpf.o");
      Files.setLastModifiedTime(object, java.nio.file.attribute.FileTime.fromMillis(7));
      compile();
      assertThat(Files.getLastModifiedTime(object).toMillis()).as(name).isGreaterThan(7);
      Files.delete(root.resolve("src").resolve(name + ".bpf.c"));
    }
  }

  @Test
  public void aHeaderOfAnyNameIsNoReasonToFail() throws Exception {
    source("a\\b.h", "");
    source("line\nend.h", "");
    source("a.bpf.c", "#include \"a\\b.h\"\n" + Programs.COUNTER);
    compile();

    assertThat(log.last()).startsWith("info compiled 1 of 1 ");
  }

  @Test
  public void aLinkInThePlaceOfAnOutputIsNotWrittenThrough() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    Path victim = TestFiles.write(root.resolve("victim"), "mine");
    Files.createDirectories(root.resolve("obj"));
    Path temporary = OutputFiles.temporary(object("a.bpf.o"));
    Files.createSymbolicLink(object("a.bpf.o"), victim);
    Files.createSymbolicLink(temporary, victim);
    Files.createSymbolicLink(temporary.resolveSibling(temporary.getFileName() + ".d"), victim);

    compile();

    assertThat(victim).hasContent("mine");
    assertThat(Files.isSymbolicLink(object("a.bpf.o"))).isFalse();
    assertThat(log.last()).startsWith("info compiled 1 of 1 ");
  }

  @Test
  public void nothingIsCompiledThroughALinkThatLeadsOut() throws Exception {
    source("net/a.bpf.c", Programs.COUNTER);
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.createDirectories(root.resolve("obj"));
    Path link = Files.createSymbolicLink(root.resolve("obj/net"), elsewhere);

    assertThatThrownBy(this::compile)
        .isInstanceOf(InputException.class)
        .hasMessage(
            object("net/a.bpf.o")
                + ": a symbolic link leads out of the output directory: link="
                + link
                + ", directory="
                + root.resolve("obj")
                + "; remove the link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  public void saysThatThereIsNothingToCompile() throws Exception {
    compile();

    assertThat(log.lines())
        .containsExactly("info nothing to compile: no *.bpf.c file below " + root.resolve("src"));
  }

  @Test
  public void passesOnWhatClangSaysOfAMistake() throws Exception {
    Path bad = source("bad.bpf.c", "int x = 1;\nint y = z;\n");
    source("good.bpf.c", Programs.COUNTER);

    assertThatThrownBy(this::compile)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(bad + ": does not compile: exit=1, clang=")
        .hasMessageContaining("\n" + bad + ":2:9: error: use of undeclared identifier 'z'\n");
    assertThat(TestFiles.names(root.resolve("obj"))).containsExactly("good.bpf.o");
  }

  @Test
  public void leavesTheLastGoodObjectAndNothingHalfWritten() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    compile();
    byte[] good = Files.readAllBytes(object("a.bpf.o"));
    source("a.bpf.c", "int x = y;\n");

    assertThatThrownBy(this::compile).isInstanceOf(InputException.class);

    assertThat(TestFiles.names(root.resolve("obj"))).containsExactly("a.bpf.o");
    assertThat(Files.readAllBytes(object("a.bpf.o"))).isEqualTo(good);
  }

  @Test
  public void passesOnWarnings() throws Exception {
    Path source = source("a.bpf.c", "static int unused;\nint x = 1;\n");

    compile();

    assertThat(log.warnings())
        .contains(source + ":1:12: warning: unused variable 'unused' [-Wunused-variable]");
  }

  @Test
  public void givesTheSameObjectInAnyDirectory() throws Exception {
    String names = "const char *name = __FILE__;\n" + Programs.COUNTER;
    source("a.bpf.c", names);
    compile();
    Path other = root.resolve("another place/deeper");
    TestFiles.write(other.resolve("src/a.bpf.c"), names);

    CompileRequest elsewhere = request(other, "", List.of());
    new BpfCompiler(elsewhere, toolchain(), targets(elsewhere), log).run(System.getenv());

    assertThat(Files.readAllBytes(other.resolve("obj/a.bpf.o")))
        .isEqualTo(Files.readAllBytes(object("a.bpf.o")))
        .asString(StandardCharsets.ISO_8859_1)
        .doesNotContain(root.toString())
        .contains("src/a.bpf.c");
  }

  @DataProvider
  public static Object[][] architectures() {
    return new Object[][] {
      {"aarch64", "arm64", "arm64", 1},
      {"x86", "x86_64", "x86", 1},
      {"s390", "s390x", "s390", 2},
      {"s390x", "s390x", "s390", 2},
      {"powerpc", "ppc64le", "powerpc", 1},
      {"ppc64", "ppc64", "powerpc", 2},
      {"sparc", "sparc64", "sparc", 2},
    };
  }

  @Test(dataProvider = "architectures")
  public void theArchitectureGivesTheDirectoryTheMacroAndTheByteOrder(
      String named, String directory, String macro, int data) throws Exception {
    targets = List.of(named);
    source(
        "a.bpf.c",
        "#include <asm/types.h>\n#ifndef __TARGET_ARCH_"
            + macro
            + "\n#error not defined\n#endif\n"
            + Programs.COUNTER);
    compile();

    assertThat(Files.readAllBytes(object(directory + "/a.bpf.o"))[ELF_DATA]).isEqualTo((byte) data);
  }

  @Test
  public void aProgramIsCompiledForEachTarget() throws Exception {
    targets = List.of("x86_64", "arm64", "x86", "s390x");
    source("net/a.bpf.c", "#include <linux/types.h>\n" + Programs.COUNTER);
    compile();

    assertThat(TestFiles.names(root.resolve("obj")))
        .containsExactly("arm64/net/a.bpf.o", "s390x/net/a.bpf.o", "x86_64/net/a.bpf.o");
    assertThat(log.last())
        .startsWith(
            "info compiled 3 of 3 BPF object(s) for x86_64, arm64, s390x to "
                + root.resolve("obj")
                + " with clang ");
    // It has nothing of an architecture's in it, and the kernel's headers lie in one place.
    assertThat(object("arm64/net/a.bpf.o")).hasSameBinaryContentAs(object("x86_64/net/a.bpf.o"));

    compile();
    assertThat(log.last()).startsWith("info compiled 0 of 3 ");

    targets = List.of("arm64");
    compile();
    assertThat(TestFiles.names(root.resolve("obj"))).containsExactly("arm64/net/a.bpf.o");
    assertThat(log.last()).startsWith("info compiled 0 of 1 ");
  }

  @Test
  public void aMistakeThatOneTargetHasNamesTheTarget() throws Exception {
    targets = List.of("x86_64", "arm64");
    Path source = source("a.bpf.c", "#ifdef __TARGET_ARCH_arm64\n#error mine\n#endif\n");

    assertThatThrownBy(this::compile)
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "\\Q" + source + ": does not compile: exit=1, clang=\\E\\S+, target=arm64\\n(?s).*");
    assertThat(TestFiles.names(root.resolve("obj"))).containsExactly("x86_64/a.bpf.o");
  }

  @Test
  public void eachTargetHasTheRegistersOfItsArchitecture() throws Exception {
    targets = List.of("x86_64", "arm64", "riscv64", "s390x");
    vmlinuxTypes = List.of("pt_regs");
    source(
        "a.bpf.c",
        "#include \"vmlinux.h\"\nstruct pt_regs *of(void *ctx) { return ctx; }\nint x;\n");
    compile();

    assertThat(TestFiles.names(root.resolve("headers")))
        .containsExactly(
            "arm64/vmlinux.h", "riscv64/vmlinux.h", "s390x/vmlinux.h", "x86_64/vmlinux.h");
    assertThat(root.resolve("headers/x86_64/vmlinux.h"))
        .content()
        .contains("long unsigned int di;");
    assertThat(root.resolve("headers/arm64/vmlinux.h")).content().contains("u64 orig_x0;");
    assertThat(root.resolve("headers/riscv64/vmlinux.h"))
        .content()
        .contains("long unsigned int epc;");
    assertThat(root.resolve("headers/s390x/vmlinux.h")).content().contains("orig_gpr2;");
  }

  @Test
  public void anArchitectureOfWhichNoTypesComeWithThePluginSaysSo() throws Exception {
    targets = List.of("arm");
    source("a.bpf.c", USES_VMLINUX);

    assertThatThrownBy(this::compile)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "vmlinux.h: the types of no kernel of this architecture come with the plugin:"
                + " architecture=arm; name a kernel of it by -Dbpf.vmlinux.kernel=, such as its"
                + " vmlinux or a copy of its /sys/kernel/btf/vmlinux");
  }

  @Test
  public void withoutAnArchitectureTheObjectIsForThisMachine() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    compile();

    assertThat(Files.readAllBytes(object("a.bpf.o"))[ELF_DATA])
        .isEqualTo((byte) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 2));
  }

  @DataProvider
  public static Object[][] missingHeaders() {
    return new Object[][] {
      {
        "x86/vmlinux.h",
        "x86/vmlinux.h: the types of a kernel; include \"vmlinux.h\", which bpf:compile makes"
      },
      {
        "bpf/no_helpers.h",
        "bpf/no_helpers.h: not among libbpf's headers for programs, which come with the plugin; name"
            + " the directory that has bpf/no_helpers.h by -Dbpf.includeDirectories=DIRECTORY"
      },
      {"bpf_helpers.h", "bpf_helpers.h: a header of libbpf; include it as <bpf/bpf_helpers.h>"},
      {
        "linux/sched/types_of_ours.h",
        "linux/sched/types_of_ours.h: not among the kernel's headers for user space, which come with"
            + " the plugin; vmlinux.h has the types of the kernel's other headers"
      },
      {
        "stdio.h",
        "stdio.h: a header of the C library, whose functions BPF programs cannot call; the types are"
            + " in <linux/types.h> and vmlinux.h"
      },
      {
        "bpf/bpf_helpers.h",
        "__u64: include vmlinux.h or <linux/bpf.h> before the headers of libbpf, which have no types"
            + " of their own"
      },
    };
  }

  @Test(dataProvider = "missingHeaders")
  public void behindWhatClangSaysStandsWhatToDo(String header, String advice) throws Exception {
    source("a.bpf.c", "#include <" + header + ">\nint x;\n");

    assertThatThrownBy(this::compile)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("error")
        .hasMessageEndingWith("\n" + advice);
  }

  @Test
  public void compilesAgainWhenAHeaderIsGone() throws Exception {
    source("one/size.h", "#define SIZE 1\n");
    source("two/size.h", "#define SIZE 2\n");
    source(
        "a.bpf.c",
        "#if __has_include(\"one/size.h\")\n#include \"one/size.h\"\n#else\n"
            + "#include \"two/size.h\"\n#endif\nchar bytes[SIZE];\n");
    compile();
    Files.delete(root.resolve("src/one/size.h"));

    compile();

    assertThat(log.last()).startsWith("info compiled 1 of 1 ");
  }

  @Test
  public void looksForHeadersInTheDirectoriesGiven() throws Exception {
    TestFiles.write(root.resolve("include/mine.h"), "#define MINE 1\n");
    source("a.bpf.c", "#include <mine.h>\nint x = MINE;\n");
    CompileRequest plain = request("", List.of());
    compile(
        new CompileRequest(
            plain.baseDirectory(),
            plain.sourceDirectory(),
            plain.objectDirectory(),
            plain.headerDirectory(),
            plain.stateFile(),
            "",
            new CompileRequest.Options(
                "v2", List.of(root.resolve("include")), List.of(), List.of())));

    assertThat(object("a.bpf.o")).exists();
  }

  @Test
  public void headersOfTheDirectoriesGivenComeBeforeThoseOfThePlugin() throws Exception {
    TestFiles.write(root.resolve("include/bpf/bpf_helpers.h"), "#define MINE 1\n");
    source("a.bpf.c", "#include <bpf/bpf_helpers.h>\n#include <errno.h>\nint x = MINE + EPERM;\n");
    CompileRequest plain = request("", List.of());
    compile(
        new CompileRequest(
            plain.baseDirectory(),
            plain.sourceDirectory(),
            plain.objectDirectory(),
            plain.headerDirectory(),
            plain.stateFile(),
            "",
            new CompileRequest.Options(
                "v3", List.of(root.resolve("include")), List.of(), List.of())));

    assertThat(object("a.bpf.o")).exists();
  }

  @Test
  public void compilesAgainWhenTheHeadersOfThePluginAreOthers() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    BundledHeaders own = new BundledHeaders(root.resolve("cache/headers"));
    compile(own);
    compile(own);
    assertThat(log.last()).startsWith("info compiled 0 of 1 ");

    Path helpers = Path.of(own.options(Optional.empty()).get(2)).resolve("bpf/bpf_helpers.h");
    Files.writeString(helpers, Files.readString(helpers) + "int changed;\n");
    compile(own);

    assertThat(log.last()).startsWith("info compiled 1 of 1 ");
  }

  @Test
  public void theObjectDoesNotTellWhereTheHeadersAre() throws Exception {
    source("a.bpf.c", "#include <linux/types.h>\n__u64 wide;\n" + Programs.COUNTER);
    List<byte[]> objects = new ArrayList<>();
    // The first is inside the project, so that both prefixes fit.
    for (Path cache :
        List.of(root.resolve("cache/headers"), Path.of("target/headers").toAbsolutePath())) {
      compile(new BundledHeaders(cache));
      assertThat(log.last()).startsWith("info compiled 1 of 1 ");
      objects.add(Files.readAllBytes(object("a.bpf.o")));
    }

    assertThat(objects.get(0))
        .isEqualTo(objects.get(1))
        .asString(StandardCharsets.ISO_8859_1)
        .contains("libbpf-headers/kernel/asm-generic");
  }

  @Test
  public void nothingIsTakenOfThisMachinesHeaders() throws Exception {
    assertThat(Path.of("/usr/include/stdlib.h")).exists();
    source("a.bpf.c", "#if __has_include(<stdlib.h>)\n#error of this machine\n#endif\nint x;\n");
    compile();

    assertThat(object("a.bpf.o")).exists();
  }

  @Test
  public void saysOnceThatAClangHasNoBpf() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    source("b.bpf.c", Programs.COUNTER);
    Path clang = script("clang", "echo '  Registered Targets:'; echo '    x86    - 32-bit X86'");

    assertThatThrownBy(() -> compile(request(clang.toString(), List.of())))
        .isInstanceOf(InputException.class)
        .hasMessage(
            clang
                + ": this clang cannot compile for BPF: target=bpf; "
                + ClangFinder.INSTALL
                + ", or take the bundled one by -Dbpf.clang=bundled");
    assertThat(root.resolve("obj/a.bpf.o")).doesNotExist();
  }

  @Test
  public void needsNoClangIfThereIsNothingToCompile() throws Exception {
    compileWith(Map.of());

    assertThat(log.last()).startsWith("info nothing to compile");
  }

  @Test
  public void takesTheBundledClangWhereThereIsNone() throws Exception {
    source("a.bpf.c", Programs.COUNTER);

    compileWith(Map.of("PATH", "/nowhere"));

    assertThat(object("a.bpf.o")).exists();
    assertThat(log.last())
        .isEqualTo(
            "info compiled 1 of 1 BPF source(s) to "
                + root
                + "/obj with clang 20 ("
                + root
                + "/cache/"
                + LLVM
                + "/bin/clang)");
  }

  @Test
  public void takesTheBundledClangWhereTheOthersAreNotGoodEnough() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    Path old = script("clang", "echo 'Debian clang version 13.0.1-6'");
    Path apple = script("clang-17", "echo 'Apple clang version 17.0.0 (clang-1700.0.13.3)'");

    compileWith(Map.of("PATH", old.getParent().toString()));

    assertThat(object("a.bpf.o")).exists();
    assertThat(log.lines())
        .contains(
            "info " + old + ": not used: version=13, oldest=14",
            "info " + apple + ": not used: it has no BPF target");
  }

  @Test
  public void takesTheBundledClangWhenAsked() throws Exception {
    source("a.bpf.c", Programs.COUNTER);

    compile(request("bundled", List.of()));
    assertThat(log.lines()).anyMatch(line -> line.contains("/" + LLVM + "/bin/clang"));

    compile(request("bundled", List.of()));
    assertThat(log.last()).startsWith("info compiled 0 of 1");
  }

  @Test
  public void saysEachTimeWhatTheBundledClangLacksToStart() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    Path clang =
        TestFiles.write(
            root.resolve("cache/" + LLVM + "/bin/clang"),
            "#!/bin/sh\necho \"clang: version \\`GLIBC_2.34' not found\"\nexit 1\n");
    assertThat(clang.toFile().setExecutable(true)).isTrue();

    for (int build = 0; build < 2; build++) {
      assertThatThrownBy(() -> compile(request("bundled", List.of())))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(
              clang + ": does not start: this machine lacks [GLIBC_2.34]; it needs glibc 2.34");
    }
  }

  @Test
  public void refusesAnObjectDirectoryThatIsAFile() throws Exception {
    TestFiles.write(root.resolve("obj"), "");

    assertThatThrownBy(this::compile)
        .isInstanceOf(InputException.class)
        .hasMessage(
            root.resolve("obj")
                + ": not a directory: parameter=bpf.objectDirectory; name a directory, or delete the"
                + " file");
  }

  @Test
  public void makesTheKernelsTypesForAProgramThatHasNone() throws Exception {
    vmlinuxTypes = List.of("task_struct");
    source("a.bpf.c", USES_VMLINUX);
    source("other.bpf.c", Programs.COUNTER);
    compile();

    Path header = root.resolve("headers/vmlinux.h");
    assertThat(log.lines())
        .contains(
            "info wrote "
                + header
                + ", "
                + Files.size(header)
                + " bytes, types of 6.12.117+deb13-cloud-amd64 (comes with bpfj)");
    assertThat(log.last()).startsWith("info compiled 2 of 2 ");
    compile();
    assertThat(log.last()).startsWith("info compiled 0 of 2 ");
  }

  @Test
  public void makesTheKernelsTypesAgainWhenOthersAreWanted() throws Exception {
    vmlinuxTypes = List.of("task_struct");
    source("a.bpf.c", USES_VMLINUX);
    compile();
    byte[] before = Files.readAllBytes(root.resolve("headers/vmlinux.h"));

    vmlinuxTypes = List.of("task_struct", "sock");
    compile();

    assertThat(Files.readAllBytes(root.resolve("headers/vmlinux.h"))).isNotEqualTo(before);
    assertThat(log.last()).startsWith("info compiled 1 of 1 ");
  }

  @Test
  public void takesAProgramsOwnKernelTypes() throws Exception {
    source("vmlinux.h", "struct task_struct { int pid; };\n");
    source("a.bpf.c", USES_VMLINUX);

    compile();

    assertThat(root.resolve("headers")).doesNotExist();
  }

  @Test
  public void saysWhichTypesAKernelDoesNotHave() throws Exception {
    vmlinuxTypes = List.of("task_struct", "no_such", "struct sock");
    source("a.bpf.c", USES_VMLINUX);

    assertThatThrownBy(this::compile)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "bpf.vmlinux.types: no such type or constant: found=no_such, struct sock,"
                + " kernel=6.12.117+deb13-cloud-amd64 (comes with bpfj); name structs, unions and"
                + " enums without that word");
  }

  @Test
  public void explainsTheClashOfAllTypesWithTheKernelsHeaders() throws Exception {
    vmlinuxTypes = List.of("bpf_insn");
    for (String includes :
        List.of(
            "#include \"vmlinux.h\"\n#include <linux/bpf.h>\n",
            "#include <linux/bpf.h>\n#include \"vmlinux.h\"\n")) {
      source("a.bpf.c", includes);

      assertThatThrownBy(this::compile)
          .isInstanceOf(InputException.class)
          .hasMessageEndingWith(
              "\nvmlinux.h has all types of the kernel, also those of <linux/bpf.h> and the kernel's"
                  + " other headers, so that a program includes one or the other: remove the"
                  + " #include of linux/ and asm/ headers, and define the macros that are needed of"
                  + " them");
    }
    source("a.bpf.c", "#include \"vmlinux.h\"\nstruct bpf_insn x = no_such;\n");
    assertThatThrownBy(this::compile).hasMessageNotContaining("so that a program");
  }

  private Path jar(String... namesAndContents) throws IOException {
    Path jar = root.resolve("probes.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  @Test
  public void headersOfAnArtifactAreFoundAndAChangeOfThemIsCompiled() throws Exception {
    source("a.bpf.c", "#include <probes/event.h>\nstruct event last = {};\n");
    Path jar = jar("META-INF/MANIFEST.MF", "", "probes/event.h", "struct event { int pid; };\n");
    artifacts = List.of(new HeaderArtifact("probes", jar));
    compile();
    byte[] object = Files.readAllBytes(object("a.bpf.o"));
    assertThat(object)
        .asString(StandardCharsets.ISO_8859_1)
        .contains("probes")
        .doesNotContain(root.resolve("artifacts").toString());
    compile();
    assertThat(log.last()).startsWith("info compiled 0 of 1 ");

    jar("probes/event.h", "struct event { long pid; };\n");
    compile();
    assertThat(log.last()).startsWith("info compiled 1 of 1 ");
    assertThat(Files.readAllBytes(object("a.bpf.o"))).isNotEqualTo(object);
  }

  @Test
  public void anArtifactThatLeadsOutOfItsDirectoryIsRefused() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    artifacts = List.of(new HeaderArtifact("probes", jar("../../evil.h", "")));

    assertThatThrownBy(this::compile)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("probes.jar: an entry leads out of its directory: ../../evil.h");
    assertThat(TestFiles.names(root)).noneMatch(name -> name.contains("evil"));
  }

  @Test
  public void anArtifactThatIsNoJarIsNamed() throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    Path file = TestFiles.write(root.resolve("probes.jar"), "no jar");
    artifacts = List.of(new HeaderArtifact("probes", file));

    assertThatThrownBy(this::compile)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": no jar with headers: ");
  }

  @Test
  public void aPlaceForHeadersThatCannotBeWrittenIsNamedWithoutTheOptionForTheCache()
      throws Exception {
    source("a.bpf.c", Programs.COUNTER);
    artifacts = List.of(new HeaderArtifact("probes", jar("probes/event.h", "")));
    Path place = TestFiles.write(root.resolve("artifacts"), "");

    assertThatThrownBy(this::compile)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(place.toString())
        .hasMessageNotContaining("bpf.cacheDirectory");
  }

  private void compile() throws IOException, InterruptedException {
    compile(request("", List.of()));
  }

  private void compileWith(Map<String, String> environment)
      throws IOException, InterruptedException {
    CompileRequest request = request("", List.of());
    new BpfCompiler(request, toolchain(), targets(request), log).run(environment);
  }

  private void compile(BundledHeaders headers) throws IOException, InterruptedException {
    Toolchain toolchain = new Toolchain(bundled(), headers);
    CompileRequest request = request("", List.of());
    new BpfCompiler(request, toolchain, targets(request), log).run(System.getenv());
  }

  private void compile(CompileRequest request) throws IOException, InterruptedException {
    new BpfCompiler(request, toolchain(), targets(request), log).run(System.getenv());
  }

  /** The bundled compiler's artifact, with a script in place of clang that says it is clang 20. */
  private BundledClang bundled() {
    return new BundledClang(
        "Linux", "amd64", coordinates -> BundledClangJar.write(root), root.resolve("cache"), log);
  }

  private List<CompileTarget> targets(CompileRequest request) {
    if (targets.isEmpty()) {
      Optional<TargetArch> machine = TargetArch.ofThisMachine();
      return List.of(
          CompileTarget.ofThisMachine(request.objectDirectory(), header(machine, "headers")));
    }
    return TargetArch.named(targets).stream()
        .map(
            arch ->
                new CompileTarget(
                    arch.name(),
                    Optional.of(arch),
                    request.objectDirectory().resolve(arch.name()),
                    header(Optional.of(arch), "headers/" + arch.name())))
        .toList();
  }

  private HeaderOnDemand header(Optional<TargetArch> architecture, String directory) {
    HeaderRequest wanted =
        new HeaderRequest(
            List.of(),
            "",
            architecture,
            vmlinuxTypes,
            true,
            root,
            root,
            Sources.cachedIn(root.resolve("cache")));
    Path file = root.resolve(directory).resolve("vmlinux.h");
    String state = "state-of-" + directory.replace('/', '-');
    return new HeaderOnDemand(
        new VmlinuxHeader(wanted, file, log),
        new StateFile(root.resolve(state), new OutputRoot(root)),
        "test");
  }

  /** The headers are unpacked once for all of these tests. */
  private Toolchain toolchain() {
    return new Toolchain(bundled(), new BundledHeaders(Path.of("target/headers").toAbsolutePath()));
  }

  private CompileRequest request(String clang, List<String> flags) {
    return request(root, clang, flags);
  }

  private CompileRequest request(Path base, String clang, List<String> flags) {
    return new CompileRequest(
        base,
        base.resolve("src"),
        base.resolve("obj"),
        base.resolve("artifacts"),
        new StateFile(base.resolve("state"), new OutputRoot(base)),
        clang,
        new CompileRequest.Options("v3", List.of(), artifacts, flags));
  }

  private Path source(String name, String text) throws IOException {
    return TestFiles.write(root.resolve("src").resolve(name), text);
  }

  private Path object(String name) {
    return root.resolve("obj").resolve(name);
  }

  private Path script(String name, String body) throws IOException {
    Path script = TestFiles.write(root.resolve("bin").resolve(name), "#!/bin/sh\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
