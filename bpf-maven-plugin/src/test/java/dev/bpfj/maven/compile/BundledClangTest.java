package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.build.InputException;
import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.TestLog;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Unpacks artifacts laid out as the real one, which an invoker project compiles with. */
public final class BundledClangTest extends WithDirectory {
  private static final String LLVM = "llvm-20.1.7-1.5.12-linux-x86_64";

  private final TestLog log = new TestLog();
  private final List<String> resolved = new ArrayList<>();

  @BeforeMethod
  void prepare() {
    resolved.clear();
  }

  @Test
  public void unpacksWhatClangNeedsToWhereItLooks() throws Exception {
    Clang clang = bundled(this::resolve).clang(root);

    assertThat(clang).hasToString(root + "/cache/" + LLVM + "/bin/clang");
    assertThat(clang.version()).isEqualTo(20);
    assertThat(TestFiles.names(root.resolve("cache").resolve(LLVM)))
        .containsExactly(
            "bin/clang",
            "lib/clang/20/include/stddef.h",
            "lib/libLLVM.so.20.1",
            "lib/libclang-cpp.so.20.1");
    assertThat(resolved).containsExactly("org.bytedeco:llvm:jar:linux-x86_64:20.1.7-1.5.12");
  }

  @Test
  public void unpacksOnce() throws Exception {
    bundled(this::resolve).clang(root);
    bundled(this::resolve).clang(root);

    assertThat(resolved).hasSize(1);
  }

  @Test
  public void replacesWhatAKilledBuildLeft() throws Exception {
    TestFiles.write(root.resolve("cache/making/bin/clang"), "half of a compi");

    assertThat(bundled(this::resolve).clang(root).version()).isEqualTo(20);
    assertThat(root.resolve("cache/making")).doesNotExist();
  }

  @Test
  public void leavesNothingOfAnArtifactThatCannotBeRead() throws Exception {
    Path jar = BundledClangJar.write(root);
    byte[] bytes = Files.readAllBytes(jar);
    // In the middle of the compiler's compressed bytes.
    int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("linux-x86_64/clang") + 60;
    for (int i = 0; i < 8; i++) {
      bytes[place + i] ^= 0x55;
    }
    Files.write(jar, bytes);

    assertThatThrownBy(() -> bundled(coordinates -> jar).clang(root))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(root + "/cache/" + LLVM + ": cannot be written: ")
        .hasMessageEndingWith("; -Dbpf.cacheDirectory=DIRECTORY names another place");
    assertThat(TestFiles.names(root.resolve("cache"))).containsExactly("lock");
  }

  @Test
  public void saysThatItsCacheCannotBeWritten() throws Exception {
    TestFiles.write(root.resolve("cache"), "a file");

    assertThatThrownBy(() -> bundled(this::resolve).clang(root))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(root + "/cache/lock: cache cannot be locked: ")
        .hasMessageEndingWith("; -Dbpf.cacheDirectory=DIRECTORY names another place");
  }

  @Test
  public void severalBuildsAtOnceGetOneWholeCompiler() throws Exception {
    int builds = 8;
    Path jar = BundledClangJar.write(root);
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(builds);
    try {
      List<Future<Integer>> versions = new ArrayList<>();
      for (int i = 0; i < builds; i++) {
        versions.add(
            threads.submit(
                () -> {
                  start.await();
                  return bundled(coordinates -> jar).clang(root).version();
                }));
      }
      start.countDown();
      for (Future<Integer> version : versions) {
        assertThat(version.get(2, TimeUnit.MINUTES)).isEqualTo(20);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void saysThatThereIsNoneForThisMachine() {
    BundledClang other =
        new BundledClang("FreeBSD", "riscv64", this::resolve, root.resolve("cache"), log);

    assertThatThrownBy(() -> other.clang(root))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "clang: there is no bundled one for this machine: os.name=FreeBSD, os.arch=riscv64; "
                + ClangFinder.INSTALL);
    assertThat(resolved).isEmpty();
  }

  @Test
  public void passesOnWhyItCannotBeResolved() {
    BundledClang offline =
        bundled(
            coordinates -> {
              throw new InputException(coordinates + ": cannot be resolved: offline");
            });

    assertThatThrownBy(() -> offline.clang(root))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "org.bytedeco:llvm:jar:linux-x86_64:20.1.7-1.5.12: cannot be resolved: offline; "
                + ClangFinder.INSTALL);
  }

  @DataProvider
  Object[][] machines() {
    return new Object[][] {
      {"Linux", "amd64", "linux-x86_64", "libLLVM.so", "lib/libLLVM.so.20.1"},
      {"Linux", "aarch64", "linux-arm64", "libclang-cpp.so", "lib/libclang-cpp.so.20.1"},
      {"Mac OS X", "aarch64", "macosx-arm64", "libLLVM.dylib", "lib/libLLVM.dylib"},
      {"Windows 11", "amd64", "windows-x86_64", "clang.exe", "bin/clang.exe"},
    };
  }

  @Test(dataProvider = "machines")
  public void knowsTheArtifactOf(
      String osName, String osArch, String classifier, String entry, String place) {
    BundledClangLayout layout = BundledClangLayout.of(osName, osArch).orElseThrow();

    assertThat(layout.classifier()).isEqualTo(classifier);
    assertThat(layout.place("org/bytedeco/llvm/" + classifier + "/" + entry)).hasValue(place);
    assertThat(layout.place("org/bytedeco/llvm/" + classifier + "/lib/clang/20/include/stddef.h"))
        .hasValue("lib/clang/20/include/stddef.h");
    assertThat(layout.place("org/bytedeco/llvm/" + classifier + "/lld")).isEmpty();
  }

  @DataProvider
  Object[][] linkers() {
    return new Object[][] {
      {
        "an old libc",
        "clang: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by clang)",
        "this machine lacks [GLIBC_2.34]"
      },
      {
        "a library that is not there",
        "clang: error while loading shared libraries: libz.so.1: cannot open shared object file: No"
            + " such file or directory",
        "this machine lacks [libz.so.1]"
      },
      {"something else", "Illegal instruction", "Illegal instruction"},
    };
  }

  @Test(dataProvider = "linkers")
  public void saysWhatAMachineLacksToStartIt(String what, String said, String reason)
      throws Exception {
    String script = "#!/bin/sh\ncat <<'E' >&2\n" + said + "\nE\nexit 1\n";
    Clang clang = bundled(coordinates -> BundledClangJar.write(root, script)).clang(root);

    assertThatThrownBy(clang::requireStart)
        .isInstanceOf(InputException.class)
        .hasMessage(
            clang
                + ": does not start: "
                + reason
                + "; it needs glibc 2.34, the libstdc++ of GCC 12 and zlib; "
                + ClangFinder.INSTALL);
  }

  @Test
  public void saysThatItDoesNotStartWhereThereIsNoSuchDynamicLinker() throws Exception {
    String script = "#!/no/such/interpreter\n";
    Clang clang = bundled(coordinates -> BundledClangJar.write(root, script)).clang(root);

    assertThatThrownBy(clang::requireStart)
        .isInstanceOf(InputException.class)
        // JDK 25 puts it in parentheses.
        .hasMessageContaining("No such file or directory")
        .hasMessageContaining("; it needs glibc 2.34");
  }

  private BundledClang bundled(ArtifactSource artifacts) {
    return new BundledClang("Linux", "amd64", artifacts, root.resolve("cache"), log);
  }

  private Path resolve(String coordinates) {
    resolved.add(coordinates);
    return BundledClangJar.write(root);
  }
}
