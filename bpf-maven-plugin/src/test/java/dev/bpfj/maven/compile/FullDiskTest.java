package dev.bpfj.maven.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfj.maven.support.TestFiles;
import dev.bpfj.maven.support.TestLog;
import dev.bpfj.maven.support.WithDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.SkipException;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A cache on a file system that becomes full while something is unpacked to it. */
public final class FullDiskTest extends WithDirectory {
  private Path cache = Path.of("");

  @BeforeMethod
  void mount() throws Exception {
    cache = Files.createDirectory(root.resolve("cache"));
    // Room for the lock and one page of what is unpacked.
    String said = run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", cache.toString());
    if (!said.isEmpty()) {
      throw new SkipException("a small file system cannot be mounted here: " + said);
    }
  }

  @AfterMethod(alwaysRun = true)
  void unmount() throws Exception {
    run("umount", cache.toString());
  }

  @Test
  public void theCompilerLeavesNothingAndIsUnpackedWhenThereIsRoom() throws Exception {
    Path jar = BundledClangJar.write(root);
    BundledClang clang =
        new BundledClang("Linux", "amd64", coordinates -> jar, cache, new TestLog());
    String name = "llvm-20.1.7-1.5.12-linux-x86_64";

    assertThatThrownBy(() -> clang.clang(root))
        .isInstanceOf(IOException.class)
        .hasMessage(cache.resolve(name) + NO_SPACE);
    assertThat(TestFiles.names(cache)).containsExactly("lock");
    assertThat(clang.unpacked(root)).isEmpty();

    assertThat(run("mount", "-o", "remount,size=1m", cache.toString())).isEmpty();
    assertThat(clang.clang(root).version()).isEqualTo(20);
  }

  @Test
  public void theHeadersLeaveNothingAndAreUnpackedWhenThereIsRoom() throws Exception {
    BundledHeaders headers = new BundledHeaders(cache);

    assertThatThrownBy(() -> headers.options(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(cache + "/libbpf-headers-")
        .hasMessageEndingWith(NO_SPACE);
    assertThat(TestFiles.names(cache)).containsExactly("lock");

    assertThat(run("mount", "-o", "remount,size=64m", cache.toString())).isEmpty();
    assertThat(headers.options(Optional.empty())).contains("-nostdlibinc");
  }

  private static final String NO_SPACE =
      ": cannot be written: No space left on device; nothing of it was kept: free some space, or name"
          + " another place by -Dbpf.cacheDirectory=DIRECTORY";

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : "failed: " + said.strip();
  }
}
